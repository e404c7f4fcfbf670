"""The skills we come with, and the files in which a company keeps its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.skills import LONGEST_NAME, Prose, Skill, key
from bot.errors import VocabularyError
from bot.services.vocabulary import Vocabulary, ordinary_words, read_csv, read_yaml, starter


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "skills.txt"


def test_we_come_with_at_least_800_skills_of_which_each_is_another() -> None:
    names = [key(skill.name) for skill in starter()]

    assert len(names) >= 800
    assert len(names) == len(set(names))


def test_in_what_we_come_with_no_spelling_means_two_skills() -> None:
    spellings = [key(text) for skill in starter() for text in (skill.name, *skill.aliases, *skill.risky)]

    assert len(spellings) == len(set(spellings))
    assert max(map(len, spellings)) <= LONGEST_NAME


def test_the_ordinary_words_are_many_and_in_their_normal_form() -> None:
    assert len(ordinary_words()) > 1_000
    assert all(word == key(word) and word for word in ordinary_words())
    assert {"going", "house", "should"} <= ordinary_words()


def test_a_list_in_yaml_extends_our_vocabulary(file: Path) -> None:
    file.write_text("- {name: Go, aliases: [golang], prose: capitalised}\n- Sourdough\n", encoding="utf-8")

    skills = (Skill("Go", ("golang",), Prose.CAPITALISED), Skill("Sourdough"))

    assert read_yaml(file) == Vocabulary(skills, replace=False)


def test_a_mapping_in_yaml_can_replace_our_vocabulary(file: Path) -> None:
    file.write_text("\ufeffreplace: true\nskills:\n  - name: Sourdough\n", encoding="utf-8")

    assert read_yaml(file) == Vocabulary((Skill("Sourdough"),), replace=True)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("- name: [", "line 2: no valid YAML"),
        ("- name: Excel\n- aliases: [a]", r"skills\.txt: Entry 2 \(without a name\)"),
        ("replace: yes please\nskills: []", "`replace` is true or false"),
        ("skillz: []", "`skillz` is not expected here"),
        ("Excel", "A vocabulary is a list"),
        ("- name: !!python/object:os.system x", "no valid YAML"),
        ("- name: 2020-13-45T00:00:00Z", "no valid YAML"),
        ("[" * 3_000, "no valid YAML"),
    ],
)
def test_a_faulty_yaml_file_is_named_with_its_fault(file: Path, text: str, sentence: str) -> None:
    file.write_text(text, encoding="utf-8")

    with pytest.raises(VocabularyError, match=sentence):
        read_yaml(file)


@pytest.mark.parametrize("read", [read_yaml, read_csv])
def test_a_file_that_cannot_be_read_is_named(file: Path, read: object) -> None:
    assert callable(read)
    with pytest.raises(VocabularyError, match=r"skills\.txt: cannot be read \(No such file"):
        read(file)
    file.write_bytes(b"name\nM\xfcnchen\n")
    with pytest.raises(VocabularyError, match=r"skills\.txt: not UTF-8"):
        read(file)


def test_a_file_too_large_to_be_a_list_of_skills_is_not_read(file: Path) -> None:
    with file.open("wb") as opened:
        opened.truncate(20_000_001)

    with pytest.raises(VocabularyError, match="larger than 20 MB"):
        read_csv(file)


EXCEL = Skill("Excel", ("xls", "xlsx"))


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("name,aliases\nExcel,xls;xlsx\nSQL,\n", [EXCEL, Skill("SQL")]),
        ("Excel,xls;xlsx\nSQL\n", [EXCEL, Skill("SQL")]),
        ("\ufeffName,Aliases\r\nExcel,xls; xlsx ;\r\n\r\n,\r\nSQL,\r\n", [EXCEL, Skill("SQL")]),
        ('name,aliases\n"Profit, loss","p&l;""results"""\n', [Skill("Profit, loss", ("p&l", '"results"'))]),
        ("name,aliases\nExcel,xls\nexcel,xlsx\n", [Skill("excel", ("xls", "xlsx"))]),
        ("name;aliases\nExcel;xls;xlsx\n", [EXCEL]),
        ("name\taliases\nExcel\txls;xlsx\n", [EXCEL]),
        ("name,aliases\nExcel,xls,xlsx\n", [EXCEL]),
        ("name,aliases\nEx\0cel,xls;xlsx\n", [EXCEL]),
    ],
)
def test_a_csv_file_is_read_however_a_spreadsheet_wrote_it(file: Path, text: str, skills: list[Skill]) -> None:
    file.write_bytes(text.encode())

    assert read_csv(file) == skills


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "no skill in it; expected the columns name,aliases"),
        ("name,aliases\n", "no skill in it"),
        ("name,aliases\nExcel,xls\n,lonely\n", "line 3: aliases without a name"),
        (f"name,aliases\n{'x' * 10_000},\n", "line 2: a name has at most 80 characters, this one has 10000"),
        (f"name,aliases\nExcel,{'x' * 200_000}\n", "line 2: a name has at most 80 characters"),
        ("name,aliases\n\U0001f600,\n", "line 2: '\U0001f600' has no letter or digit"),
        ('name,aliases\nExcel,"xls\n', "no valid CSV"),
        ('name,aliases\n"Excel"x,xls\n', "line 2: no valid CSV"),
    ],
)
def test_a_faulty_csv_file_is_named_with_line_and_fault(file: Path, text: str, sentence: str) -> None:
    file.write_text(text, encoding="utf-8")

    with pytest.raises(VocabularyError, match=rf"skills\.txt.*{sentence}"):
        read_csv(file)


@given(data=st.binary(max_size=200) | st.text(alphabet='ab,;"\n\r\t\0 é', max_size=60).map(str.encode))
def test_any_bytes_at_all_give_skills_or_a_kind_error(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any.csv"
    file.write_bytes(data)
    for read in (read_csv, read_yaml):
        refused = ""
        try:
            assert read(file) is not None
        except VocabularyError as error:
            refused = str(error)
        assert refused == "" or "any.csv" in refused
