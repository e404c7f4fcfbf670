"""The turns of phrase that the patterns of questions are built of."""

from __future__ import annotations


def either(*lists: str) -> str:
    """A group of alternatives, parted by commas; a blank in one is any blank."""
    phrases = [phrase.strip() for listed in lists for phrase in listed.split(",")]
    return f"(?:{'|'.join(phrases)})".replace(" ", r"\s")


def then(*lists: str) -> str:
    """One of the alternatives and the blank after it."""
    return either(*lists) + r"\s"


def any_of(*lists: str) -> str:
    """Any number of the alternatives, each with the blank after it."""
    return rf"(?:{then(*lists)})*"


ANYBODY = either("any ?one, any ?body, some ?one, some ?body")
ME = either("me, us")
YOU = either("i, we, you, one")
PLACE = either(
    "here, else, there, out there, in here, on here, around, around here, of you, of us, among us, among you",
    r"(?:in|on|from|at|within) (?:this|the|our)(?: \w+)(?: \w+)??",
    "by any chance, maybe, perhaps, possibly, also, already, ever, currently, actually, really, please",
    "kindly",
    "just, happens? to, willing to, able to, be able to, be willing to",
)
HERE = rf"(?:\s{PLACE})"
NOW = any_of("really, also, still, just, currently, actually, now, could, would, might, desperately, urgently, please")

# Who is asked
ANYONE = either(ANYBODY, "any of you, any (?:folks|people|colleagues?), you guys")
DOES = then("do, does, is, are, has, have, would, can, could, will, did")
ASKS_ANYONE = rf"(?:{DOES})?{ANYONE}{HERE}{{0,3}}\s"
WHO = either("who, who's, who'd, who do we have (?:that|who), which (?:one )?of (?:you|us)")
ASKS_WHO = rf"{WHO}{HERE}{{0,3}}\s(?:(?:would|might|could|may)\s)?"
SOMEONE = either(
    ANYBODY,
    r"an? (?:\w+ )?(?:person|colleague|human|volunteer|mentor|tutor|teammate)",
    "(?:some )?(?:people|folks|colleagues|persons?)",
)
AM = either("'m, 're, am, are, 'd, 'll, would, could, will, do")
I_AM = rf"(?:(?:i|we)(?:\s?{AM})?\s)?"
SEEK = either(
    "looking for, looking to (?:find|meet|talk to|speak to|speak with|chat with), searching for",
    "hunting for, on the (?:lookout|hunt) for, in (?:search|need) of, seeking, trying to find, need, want",
    "like",
    "love, need to (?:find|talk to|speak to|speak with), looking",
)
IS_THERE = either("is there, are there, do we have, have we got")
DO_YOU = rf"(?:(?:do|does|would|can|could)\s(?:you|{ANYBODY})(?:\s(?:guys|all|here|happen\sto|please))*\s)?"
KNOW_OF = either(
    "know of, know, recommend, suggest, point me (?:to|towards|at), connect me (?:to|with), introduce me to"
)
FINDS = rf"(?:{I_AM}{NOW}{SEEK}|{IS_THERE}|{DO_YOU}{KNOW_OF})\s"
LINK = rf"{HERE}{{0,2}}\s(?:(?:who|that)(?:\s?'s|\s?'d)?{HERE}{{0,2}}\s)?"

# What they should know or be able to do
DEGREE = either(
    "anything, something, everything, stuff, lots, much, more, enough, all, some, quite a bit",
    "a (?:lot|bit|little|fair bit|good deal|thing or two)",
)
MUCH = rf"(?:\s{DEGREE})"
KNOWS = rf"knows?(?:\s(?:their|your)\sway\saround|{MUCH})?\s"
KNOWS_ABOUT = rf"knows?{MUCH}{{0,2}}\sabout\s"
HANDLES = then(
    "uses, works? (?:with|on|in), is working (?:with|on), speaks?, understands?, handles, teaches",
    "speciali[sz]es? in, deals? (?:with|in), looks? after, takes? care of, excels? (?:at|in), dabbles? in",
    "codes? in, programs? in",
)
USE = then("use, using, speak, handle, teach")
VERY = any_of(
    "a, an, the, our, your, really, very, pretty, so, super, quite, particularly, especially, any, actually",
    "already, most, bit, little, more, somewhat, reasonably, fairly, also",
)
SKILLED = either(
    "good, great, best, better, excellent, amazing, awesome, brilliant, strong, skilled, skill?full",
    "proficient",
    "fluent, familiar, experienced, comfortable, confident, knowledgeable, handy, savvy, clever, adept",
    "trained",
    "versed, well[- ]versed, certified, competent, conversant, acquainted, talented, decent",
    r"(?:\w+ )?(?:expert|whiz+|wizard|guru|pro|ninja|specialist|authority|sme|master|champion|hand)",
)
IS = then("is, are, be, 's, being, feels?")
AT = then("at, with, w/, in, on, about, using, around, when it comes to")
ABLE = rf"(?:{IS})?{VERY}{SKILLED}\s{AT}"
CLAIMS = any_of(
    "any, some, much, more, an?, lot, lots, bit, of, little, prior, previous, past, good, solid, hands[- ]on",
    "practical, deep, strong, real, extensive, relevant, professional, first-?hand, personal, working",
    "in-depth",
    "recent, decent, enough, the, most, expert",
)
KNOWLEDGE = either(
    "experiences?, expertise, knowledge, know-?how, background, skills?, familiarity, insights?, handle, grasp"
)
WITHIN = either("with, w/, within, in, of, on, using, doing, about, around, regarding, working (?:with|on|in)")
EXPERIENCE = rf"{CLAIMS}{KNOWLEDGE}(?:\s{WITHIN})?\s"
HAVING = then("have, has, had, having, got, with, 's got, has got, have got")
DONE = any_of("ever, already, previously, recently, successfully, actually, here, also, been") + then(
    r"used(?! to\b), done, built, set up, tried(?! to\b), written, implemented, integrated, configured",
    r"deployed",
    "worked (?:with|on|in), working (?:with|on|in), dealt with, played (?:around )?with, experimented with",
    r"migrated(?: to| from)?, run(?! (?:into|across)\b), created, organi[sz]ed, handled, developed, managed",
    "automated, programmed, taught, studied, learned, learnt, using, doing, building, led, planned, designed",
    "filed, gone through",
)
CAN = then("has time to, have time to, can, could, might, would, may, to, will, is, be") + any_of(
    "also, please, perhaps, maybe, possibly, kindly, then, here, able to, willing to, be able to",
    "be willing to",
)
AID = either(
    "help, helping, help(?:ing)? out, assistance, support, advice, guidance, a hand, tips, pointers",
    "expertise",
    "mentoring, training, lessons?, coaching",
)
HELP = then(
    f"(?:help|assist|support|advise|guide|coach|mentor)(?: (?:{ME}|out|the team|a bit|a little))*"
    "(?: (?:with|in|on|about|to|through|understand|understanding|figure out|regarding))?",
    f"(?:give|lend) (?:{ME} )?(?:a |some )?(?:{AID}|hand|lesson|intro|introduction|tutorial|demo|tour)"
    " (?:with|on|in|to|about|of|regarding)",
    f"(?:explain|demonstrate|demo)(?: to {ME}| {ME})?",
    f"(?:show|teach|tutor|train|educate) {ME}(?: (?:about|in|on))?",
    f"(?:walk|talk|guide) {ME} through",
    f"tell {ME} (?:more |something |a (?:bit|little) (?:more )?)?about",
    "shed (?:some )?light on",
)
SKILFUL = then(
    "do, speak, write, code, code in, program, program in, translate, use, teach, design, edit, draw, read",
    "operate",
)
WANTS = then(
    "needs?, want, use, like, love, appreciate, after, seeking, require, requesting, get, have, looking for",
    "in (?:need|search) of, searching for, grateful for",
)
NEEDS = rf"(?:(?:can|could|may|might)\s(?:i|we)\s|{I_AM}){NOW}(?:{WANTS})"
SOME = any_of(
    "some, any, a, an, bit, little, of, urgent, quick, serious, expert, more, technical, your, someone's",
    "somebody's, immediate, lot, extra, outside, professional, further",
)
WITH = rf"(?:{then('with, on, in, regarding, about, for, to, around')}(?!your\b)|(?=\w{{2,}}ing\s))"
# What somebody who knows is asked to do ("could somebody who knows X take a look?")
ACTS = either(
    "take, have, help, explain, recommend, show, tell, give, check, review, shed, throw, confirm, comment",
    "chime",
    "weigh, look, be, please, walk, teach, advise, join",
)
DO_SO = rf"{ACTS}\b"

# Whom to turn to
ASK = either(
    "ask, talk, speak, go, turn, write, chat, reach, reach out, contact, ping, approach, see, consult, bug",
    "message, pester, email, dm, bother, poke, call, get in touch, be talking",
)
TO_ASK = rf"{ASK}(?:\s(?:to|with))?"
ABOUT = then(
    "about, for, on, regarding, re, concerning, with, in case of, when it comes to",
    "(?:to|for) (?:get )?help with",
    "with (?:questions?|queries) (?:about|on|regarding)",
    "if i (?:need|want|have) (?:help|(?:a )?questions?) (?:with|on|about)",
)
SHOULD = either("should, do, can, could, would, must, might, shall")
WHOM = either(
    f"(?:who|whom|which (?:person|people|colleague))(?: else)? {SHOULD} {YOU}(?: (?:best|(?:need|have|want|go) to))?",
    "(?:who|whom) to, (?:who|whom) (?:i|we) (?:should|can|could|need to)",
    "who(?: ?'s| is| would be) (?:the )?(?:best|good|right) (?:(?:person|one) )?to",
    f"{ANYBODY} (?:here )?(?:i|we|to)(?: (?:should|can|could|might|may))?",
)
IS_ONE = then("'s, 'd be, is, are, would be, might be, could be, m is")
WHO_IS = rf"who\s?{IS_ONE}(?:(?:the|our|your|an?|my)\s)?"
IN_CHARGE = then(
    "responsible for, in charge of, the owner of, working on, working with, taking care of, looking after",
    "handling, on top of, up to speed (?:on|with), using, into",
)
EXPERT = either(
    "experts?, gurus?, wizards?, whiz+(?:es)?, pros?, ninjas?, specialists?, smes?, geeks?, nerds?",
    "aficionados?",
    "mentors?, tutors?, coach, coaches, power users?, mavens?, connoisseurs?, veterans?, enthusiasts?",
    "ace, rock ?stars?",
)
PERSON = either(
    "person, people, persons, guy, gal, contact, contact person, colleague, one, poc, point of contact",
    "point person, lead, team member, owner, human, somebody, someone, go-?to, go-?to person",
)
PEOPLE = either(EXPERT, "people, folks, users, fans, devs, developers, engineers, speakers, admins, buffs?")
CALLING = then("calling, paging, summoning, shout-?out to, question for, help from, where are")
ANY = any_of("any, an?, some, our, all, the, resident, local, in-house")
NAMED = r"(?P<topic>[^\n,;:?!()]{1,60}?)"
OTHER_PEOPLE = either(
    ANYBODY,
    "an?, the, any, some, our, for, new, other, more, of, chance, good, young, old, kind, else, one, body, real",
    "such",
    "idea, way, right, best, main, contact, first, last, next, point, go-?to, correct, only, same, lucky",
    "local",
    "in-house, resident, subject matter, technical",
)
NOT_A_TOPIC = rf"(?!{OTHER_PEOPLE}\b)"
