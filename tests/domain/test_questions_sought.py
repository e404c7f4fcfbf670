"""Sentences that look for a person who knows something, and the topic each of them names."""

from __future__ import annotations

import pytest

from bot.domain.questions import Wish, is_question, sought
from bot.domain.questions_people import PATTERNS

LOOKS_FOR_A_PERSON = [
    # who knows
    ("Who knows Tableau?", "Tableau"),
    ("who knows tableau", "tableau"),
    ("WHO KNOWS SAP???", "SAP"),
    ("Who knows about GDPR?", "GDPR"),
    ("Who here knows C++?", "C++"),
    ("who knows .NET?", ".NET"),
    ("Who else knows R?", "R"),
    ("who in the office knows a bit about pivot tables?", "pivot tables"),
    ("Who would know something about lease accounting?", "lease accounting"),
    ("Who knows how to set up a mail merge?", "set up a mail merge"),
    ("Who knows how I can unlock a turnstile", "unlock a turnstile"),
    ("Does anybody know who knows Workday?", "Workday"),
    ("Which of you knows Kubernetes?", "Kubernetes"),
    ("Who knows node.js or Deno?", "node.js or Deno"),
    ("Who knows Excel, Word or PowerPoint?", "Excel, Word or PowerPoint"),
    ('Who knows "pivot tables"?', "pivot tables"),
    ("Who knows *Figma*?", "Figma"),
    ("Who knows the VAT rules for exports?", "VAT rules for exports"),
    # good at
    ("Who is good at spreadsheets?", "spreadsheets"),
    ("who's really good with power point?", "power point"),
    ("Who\u2019s great with macros?", "macros"),
    ("who's the best at negotiating leases", "negotiating leases"),
    ("Who is an expert in payroll?", "payroll"),
    ("Who is fluent in Portuguese here?", "Portuguese"),
    ("Who feels comfortable with public speaking?", "public speaking"),
    # has done
    ("Who has experience with Terraform?", "Terraform"),
    ("who has experience within procurement?", "procurement"),
    ("Who has ever used Miro for a retro?", "Miro for a retro"),
    ("Who has worked with Snowflake?", "Snowflake"),
    ("Who's done a stock take before?", "stock take"),
    ("who has some hands-on experience setting up a call centre", "setting up a call centre"),
    ("Who has Salesforce experience?", "Salesforce"),
    ("Who speaks Dutch?", "Dutch"),
    ("Who works with InDesign?", "InDesign"),
    # anyone
    ("Anyone know Photoshop?", "Photoshop"),
    ("anyone here used Airtable", "Airtable"),
    ("Anyone familiar with the Incoterms?", "Incoterms"),
    ("anybody experienced in forklift training?", "forklift training"),
    ("Anyone good at Power BI?", "Power BI"),
    ("Does anyone know how to set up a pivot table?", "set up a pivot table"),
    ("does any of you know Jira automation?", "Jira automation"),
    ("Does anyone here happen to know about patents?", "patents"),
    ("does anyone know the best way to archive contracts?", "archive contracts"),
    ("Is anybody familiar with ISO 27001?", "ISO 27001"),
    ("Has anyone used DocuSign by any chance?", "DocuSign"),
    ("Has anybody ever worked with a relocation agency?", "relocation agency"),
    ("Do any of you have experience with grant writing?", "grant writing"),
    ("anyone with experience in crisis communication?", "crisis communication"),
    ("Does anyone have any Looker experience?", "Looker"),
    ("Anyone who knows Blender?", "Blender"),
    ("Has someone here experience with Hubspot?", "Hubspot"),
    ("I was wondering if anyone has experience with noise insulation.", "noise insulation"),
    ("Would anyone happen to know Visio?", "Visio"),
    ("Does anyone know anything about the travel policy?", "travel policy"),
    # help
    ("Who can help me with my tax form?", "tax form"),
    ("who could show me how to use the laser cutter?", "use the laser cutter"),
    ("Who would be able to help us with onboarding?", "onboarding"),
    ("who can explain regular expressions to me", "regular expressions"),
    ("Can somebody help with the label printer please?", "label printer"),
    ("could anyone help me understand amortisation?", "amortisation"),
    ("Could someone explain pivot tables?", "pivot tables"),
    ("can someone explain how consignment stock works?", "consignment stock"),
    ("Can anyone teach me SQL?", "SQL"),
    ("Would somebody walk me through the release process?", "release process"),
    ("I need help with setting up a VAT return", "setting up a VAT return"),
    ("need help with power query, thanks!", "power query"),
    ("We could use some help on accessibility", "accessibility"),
    ("I need some urgent help configuring a VPN.", "configuring a VPN"),
    ("Help needed with Excel macros", "Excel macros"),
    ("Any help with LaTeX would be appreciated", "LaTeX"),
    ("Can I get some help with Confluence?", "Confluence"),
    ("Looking for help with a risk assessment", "risk assessment"),
    # looking for
    ("Looking for somebody who has done an ISO audit", "ISO audit"),
    ("I'm looking for someone who knows Kotlin!", "Kotlin"),
    ("we are currently looking for a person who can help with catering contracts", "catering contracts"),
    ("Looking for anyone with experience in customs clearance", "customs clearance"),
    ("In search of someone who speaks Korean", "Korean"),
    ("Do we have anyone who is good at video editing?", "video editing"),
    ("is there someone who has used Zapier?", "Zapier"),
    ("Do you know anyone who knows COBOL?", "COBOL"),
    ("know anyone who has worked with translators?", "translators"),
    ("I need someone who can help me with a mail campaign", "mail campaign"),
    ("Looking for an Excel expert", "Excel"),
    ("Does anyone know somebody who has experience with shelving?", "shelving"),
    ("Looking for someone with Looker experience", "Looker"),
    ("Help with pivot tables?", "pivot tables"),
    # ask about
    ("Who should I ask about parental leave?", "parental leave"),
    ("who do I talk to about SSO?", "SSO"),
    ("Whom to ask about company cars?", "company cars"),
    ("Who can I contact for badge readers", "badge readers"),
    ("who's the right person for invoices?", "invoices"),
    ("Who'd be the right person for supplier contracts?", "supplier contracts"),
    ("who is the best person to ask about pensions?", "pensions"),
    ("Who is the expert on indirect tax?", "indirect tax"),
    ("Who is our SharePoint person?", "SharePoint"),
    ("who's the go-to person for Grafana?", "Grafana"),
    ("Who is responsible for fire drills?", "fire drills"),
    # experts
    ("Any Tableau experts here?", "Tableau"),
    ("Is there an SAP expert around?", "SAP"),
    ("any VBA gurus?", "VBA"),
    ("are there any experts in typography?", "typography"),
    ("Expert in labour law?", "labour law"),
    ("Any French speakers here?", "French"),
    ("calling all Notion wizards", "Notion"),
    ("looking for a mentor in data science", "data science"),
    ("Need Excel help please", "Excel"),
    ("Please help me with Visio", "Visio"),
    ("Who has time to help me with a poster?", "poster"),
    ("anyone know their way around Figma?", "Figma"),
    ("Does anyone have a good handle on Terraform?", "Terraform"),
    ("who's familiar w/ Excel", "Excel"),
    ("Who do we have that knows Rust?", "Rust"),
    ("who would be good to ask about React?", "React"),
    ("Could somebody who knows Outlook take a look?", "Outlook"),
    # what stands around it
    ("Who knows how to use the\nlabel printer?", "use the label printer"),
    ("who knows about the best way to how to about the pay slip?", "pay slip"),
    ("hey all, who knows Stata?", "Stata"),
    ("Hi team - anyone know Sketch?", "Sketch"),
    ("Quick question: who knows Asana?", "Asana"),
    ("Good morning everyone! Who has experience with Lean?", "Lean"),
    ("Hi!\nWho knows Tableau?\nThanks!", "Tableau"),
    ("We won the tender\nWho is good at Gantt charts?", "Gantt charts"),
    ("Who knows\nTableau?", "Tableau"),
    ("Who knows Tableau? I need a dashboard by Friday", "Tableau"),
    ("Who knows Tableau, I need a dashboard by Friday", "Tableau"),
    ("who knows Tableau because ours is broken", "Tableau"),
    ("I have to present on Monday. Anyone good at storytelling?", "storytelling"),
    ("My macro is stuck, who knows VBA?", "VBA"),
    ("Who knows Excel :pray: :slightly_smiling_face:", "Excel"),
    ("Who knows Excel \U0001f64f", "Excel"),
    ("Who knows `pandas`?", "pandas"),
    ("@here who knows Excel", "Excel"),
    ("<!here> who knows Power Automate?", "Power Automate"),
    ("<@U1> who knows Google Ads?", "Google Ads"),
    ("who knows <https://example.com/pandas|pandas>?", "pandas"),
    ("Who knows R&amp;D tax credits?", "R&D tax credits"),
    ("so, does anybody here know Perl, please?", "Perl"),
]


@pytest.mark.parametrize(("text", "topic"), LOOKS_FOR_A_PERSON)
def test_a_message_that_looks_for_a_person_names_its_topic(text: str, topic: str) -> None:
    assert Wish(topic) == sought(text)


@pytest.mark.parametrize("text", [text for text, _ in LOOKS_FOR_A_PERSON])
def test_whoever_looks_for_a_person_asks_a_question(text: str) -> None:
    assert is_question(text)


def test_a_long_topic_ends_at_a_word_within_120_characters() -> None:
    wish = sought("who knows " + "shelving " * 40)

    assert wish is not None
    assert len(wish.topic) <= 120
    assert wish.topic.endswith("shelving")


def test_each_pattern_has_a_name_of_its_own() -> None:
    assert len({pattern.name for pattern in PATTERNS}) == len(PATTERNS)
