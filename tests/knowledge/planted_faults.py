"""Faults to plant in a copy of the knowledge, each with what is to be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Planted:
    """A fault written into a copy: a new file, or a text put in place of (or after) another."""

    what: str
    file: str
    text: str
    told: str
    instead_of: str = ""

    def plant(self, folder: Path) -> None:
        path = folder / self.file
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        if self.instead_of:
            assert self.instead_of in old, self
            path.write_text(old.replace(self.instead_of, self.text, 1), encoding="utf-8")
        else:
            path.write_text(old + self.text, encoding="utf-8")


_VERDICT = """[[verdict]]
id = "only"
when = "tumour.m == M0"
standing = "against"
because = "A source says so."
refs = ["CT1-008"]
tier = "expert"
directness = "none"
"""


def option(when: str, *, more: str = "", reason: str = "It helps.", against: str = "It harms.") -> str:
    """A whole option file; every planted fault changes one thing of it."""
    return f"""title = "A new drug"
kind = "treatment"
summary = "One plain sentence."
{more}
[[verdict]]
id = "only"
when = "{when}"
standing = "option"
because = "A source says so."
refs = ["CT1-008"]
tier = "expert"
directness = "none"
[[for]]
id = "reason"
say = "{reason}"
[[against]]
id = "reason"
say = "{against}"
"""


def table(name: str, *, when: str, then: str = "yes") -> str:
    return f"""label = "{name}"
chapter = "moment"
policy = "first"
[outcomes]
yes = "yes"
no = "no"
[[row]]
id = "one"
when = "{when}"
then = ["{then}"]
"""


M1 = "tumour.m == M1"
OF_RULES = [
    Planted(
        "an option whose only verdict is unconditional",
        "options/local/always-on.toml",
        option("always"),
        "local/always-on.toml [always-on]: no verdict row has a condition; say when it holds",
    ),
    Planted(
        "a reason for it that only repeats the title",
        "options/local/mute-for.toml",
        option(M1, reason="A NEW DRUG."),
        'local/mute-for.toml [mute-for]: "for" only repeats the title; say why',
    ),
    Planted(
        "a reason against it that only repeats the title",
        "options/local/mute-against.toml",
        option(M1, against="a new drug"),
        'local/mute-against.toml [mute-against]: "against" only repeats the title; say why',
    ),
    Planted(
        "one sentence for and against",
        "options/local/two-tongues.toml",
        option(M1, against="it helps."),
        "two-tongues/against/reason: the same sentence stands for and against",
    ),
    Planted(
        "an option that nothing is said for",
        "options/local/no-reason.toml",
        option(M1).replace('[[for]]\nid = "reason"', '[[against]]\nid = "other"'),
        "local/no-reason.toml [no-reason]: nothing is said for the option; write at least one [[for]]",
    ),
    Planted(
        "a verdict that rests on nothing",
        "options/local/no-refs.toml",
        option(M1).replace('refs = ["CT1-008"]', "refs = []"),
        'local/no-refs.toml [only]: "refs" is empty; name the claims',
    ),
    Planted(
        "a verdict on a claim that is not there",
        "options/local/dangling.toml",
        option(M1).replace("CT1-008", "CT1-998"),
        'options/dangling/only: "CT1-998" is no claim, source, known error, silence or side',
    ),
    Planted(
        "a verdict that asks whether a fact is known",
        "options/local/curious.toml",
        option("known(specimen.ki67)"),
        "curious/only: a verdict looks at known(...); say what the fact has to be",
    ),
    Planted(
        "a recommendation that nobody verified",
        "options/local/hearsay.toml",
        option(M1).replace("CT1-008", "general-knowledge").replace('"option"', '"recommended"'),
        "hearsay/only: stands as recommended on statements that nobody verified; they may only warn",
    ),
    Planted(
        "a fact that is not there",
        "options/local/unknown-fact.toml",
        option("tumor.m == M1"),
        'local/unknown-fact.toml [only]: "when": "tumor.m" is no fact; did you mean tumour.m?',
    ),
    Planted(
        "a code that is not there",
        "options/local/unknown-code.toml",
        option("moment == first_lines"),
        '"first_lines" is no code of moment; did you mean first_line?',
    ),
    Planted(
        "an agent without a file",
        "options/local/no-agent.toml",
        option(M1, more='agents = ["elixir"]'),
        'options/no-agent: "agents" names elixir; no file safety/elixir.toml exists',
    ),
    Planted(
        "figures of a claim that is not there",
        "options/local/no-figures.toml",
        option(M1, more='expect = ["CT1-999"]'),
        'options/no-figures: "expect" names CT1-999, which is no claim',
    ),
    Planted(
        "toxicity of a claim that is not there",
        "options/local/no-harm.toml",
        option(M1, more='toxicity = ["CT1-999"]'),
        'options/no-harm: "toxicity" names CT1-999, which is no claim',
    ),
    Planted(
        "a trial that is not there",
        "options/local/no-trial.toml",
        option(M1, more='trials = ["topic"]'),
        'options/no-trial: "trials" names topic, which trials.toml does not have',
    ),
    Planted(
        "a label state that rests on nothing",
        "safety/surufatinib.toml",
        '\n[[label_state]]\nid = "eu"\nregion = "EU"\nstate = "off_label"\nsay = "No."\n'
        'dated = "2020"\nrefs = []\nverification = "once"\n',
        'safety/surufatinib.toml [eu]: "refs" is empty; name the label or review that says so',
    ),
    Planted(
        "a silence that is not there",
        "options/local/no-silence.toml",
        option(M1, more='silences = ["hush"]'),
        'options/no-silence: "silences" names hush, which silences.toml does not have',
    ),
    Planted(
        "an unknown key",
        "options/local/unknown-key.toml",
        option(M1, more='sumary = "Twice."'),
        'local/unknown-key.toml [unknown-key]: "sumary" is no known key: write "summary".',
    ),
    Planted(
        "a word that is no standing",
        "options/local/no-standing.toml",
        option(M1).replace('"option"', '"best"'),
        "\"standing\" is 'best'; write one of recommended, option, investigational, against",
    ),
    Planted(
        "a missing key",
        "options/local/no-kind.toml",
        option(M1).replace('kind = "treatment"\n', ""),
        'local/no-kind.toml [no-kind]: "kind" is missing; write it.',
    ),
    Planted(
        "a check on a fact that is not there",
        "options/local/no-check.toml",
        option(M1) + '[[check]]\nid = "c"\nsay = "Look."\nfact = "fitness.luck"\n',
        'local/no-check.toml [c]: "fact" names fitness.luck, which is no fact',
    ),
    Planted(
        "two options of one file name",
        "options/net/folfiri.toml",
        option(M1),
        "[folfiri]: another option has the same file name; rename one",
    ),
    Planted(
        "a file that is no TOML",
        "options/local/no-toml.toml",
        'title = "A new drug\n',
        "local/no-toml.toml: cannot be read:",
    ),
    Planted(
        "a row id used twice",
        "tables/extent.toml",
        'id = "m1"',
        'tables/extent.toml [extent]: the row id "m1" is used twice; give each row its own',
        instead_of='id = "mucosa"',
    ),
    Planted(
        "an answer that is none of the table's",
        "tables/invented.toml",
        table("invented", when=M1, then="perhaps"),
        'tables/invented.toml [one]: "then" names perhaps, which is none of yes, no',
    ),
    Planted(
        "a table that rests on itself",
        "tables/circle.toml",
        table("circle", when="circle == yes"),
        "tables/circle: the table rests on its own answer; break the circle",
    ),
    Planted(
        "two tables that rest on each other",
        "tables/there.toml",
        table("there", when="back == yes"),
        "tables/there: the table rests on its own answer; break the circle",
    ),
    Planted(
        "and the other one of them",
        "tables/back.toml",
        table("back", when="there == yes"),
        "tables/back: the table rests on its own answer; break the circle",
    ),
    Planted(
        "a moment beside the others that hangs on more than one fact",
        "tables/beside.toml",
        table("beside", when="tumour.m == M1 and tumour.n == N0") + "beside = true\n",
        'tables/beside.toml [one]: "beside" asks for a condition on one coded fact',
    ),
    Planted(
        "a table named as a field is",
        "tables/lesion.proof.toml",
        table("lesion.proof", when=M1),
        "tables/lesion.proof.toml: a field of the vocabulary has this name; rename the table.",
    ),
    Planted(
        "a fact of a field that is not there",
        "facts/wrong.toml",
        '[wrong.field]\nlabel = "F"\nhow = "latest"\nfield = "specimen.colour"\n',
        'facts/wrong.toml [wrong.field]: "field" is "specimen.colour", which is no number or choice',
    ),
    Planted(
        "a fact of a table that is not there",
        "facts/wrong.toml",
        '[wrong.table]\nlabel = "F"\nhow = "differs"\nkind = "specimen"\ntable = "histology.colour"\n',
        'facts/wrong.toml [wrong.table]: "table" is "histology.colour", which is no table',
    ),
    Planted(
        "a fact of a kind that is not there",
        "facts/wrong.toml",
        '[wrong.kind]\nlabel = "F"\nhow = "any"\nkind = "spaceship"\nclosed = "always"\n',
        'facts/wrong.toml [wrong.kind]: "spaceship" is no kind of entry',
    ),
    Planted(
        "a fact that counts from a kind that is not there",
        "facts/wrong.toml",
        '[wrong.since]\nlabel = "F"\nhow = "any"\nkind = "study"\nsince = "curse"\n',
        'facts/wrong.toml [wrong.since]: "curse" is no kind of entry; write one of',
    ),
    Planted(
        "a clock that starts nowhere",
        "facts/wrong.toml",
        '[wrong.clock]\nlabel = "F"\nhow = "clock"\nfield = "progression.months_from_start"\n'
        'start = "course.end"\n',
        'facts/wrong.toml [wrong.clock]: "start" is "course.end"; write course.start or course.last_dose.',
    ),
    Planted(
        "a clock within no clock",
        "facts/wrong.toml",
        '[wrong.within]\nlabel = "F"\nhow = "clock"\nfield = "progression.months_from_start"\n'
        'within = "identity.sex"\n',
        'facts/wrong.toml [wrong.within]: "within" is "identity.sex", which is no clock; mend the name.',
    ),
    Planted(
        "a fact whose place is not there",
        "facts/wrong.toml",
        '[wrong.place]\nlabel = "F"\nhow = "any"\nkind = "study"\nplace = "question.luck"\n',
        'facts/wrong.toml [wrong.place]: "place" is "question.luck", which is no field of an entry',
    ),
    Planted(
        "a fact found in a way that is not there",
        "facts/wrong.toml",
        '[wrong.how]\nlabel = "F"\nhow = "guess"\nkind = "study"\n',
        'facts/wrong.toml [wrong.how]: "how" is "guess"; write one of age, any, clock',
    ),
    Planted(
        "a fact whose condition cannot be read",
        "facts/wrong.toml",
        '[wrong.where]\nlabel = "F"\nhow = "any"\nkind = "study"\nwhere = "modality == magic"\n',
        'facts/wrong.toml [wrong.where]: "magic" is no code of modality',
    ),
    Planted(
        "a fact named twice",
        "facts/wrong.toml",
        '[prior.platinum]\nlabel = "F"\nhow = "any"\nkind = "course"\n',
        "facts/wrong.toml [prior.platinum]: another fact has this name; keep one.",
    ),
    Planted(
        "a safety row of a level that is not there",
        "safety/elixirs.toml",
        'label = "elixirs"\n[[row]]\nid = "r"\nlevel = "halt"\nwhen = "always"\nsay = "Halt."\n',
        "safety/elixirs.toml [r]: \"level\" is 'halt'; write one of stop, behind, adjust, watch.",
    ),
    Planted(
        "a safety row on a source that is not there",
        "safety/potions.toml",
        'label = "potions"\n[[row]]\nid = "r"\nlevel = "stop"\nwhen = "always"\nsay = "Halt."\n'
        'refs = ["potion-label"]\n',
        'safety/potions/r: "potion-label" is no claim, source, known error, silence or side',
    ),
    Planted(
        "a finding that asks for a fact that is not there",
        "findings.toml",
        '\n[[finding]]\nid = "odd"\nwhen = "tumour.m == M1"\nsay = "Odd."\nasks = ["specimen.colour"]\n',
        'knowledge/findings.toml [odd]: "asks" names specimen.colour, which is no fact',
    ),
    Planted(
        "a question about a fact that is not there",
        "questions.toml",
        'order = [\n  "question.luck",',
        'knowledge/questions.toml [questions]: "order" names question.luck, which is no fact',
        instead_of="order = [",
    ),
    Planted(
        "an edition that does not say when to read it again",
        "edition.toml",
        "",
        'knowledge/edition.toml [edition]: "review_by" is missing; write it.',
        instead_of='review_by = "2027-11-22"\n',
    ),
    Planted(
        "a trial on a claim that is not there",
        "trials.toml",
        '\n[new]\nidentifier = "NCT0"\ncontent = "C"\nstate = "ongoing"\nas_of = "2025"\n'
        'claims = ["CT9-001"]\n',
        'knowledge/trials.toml [new]: "claims" names CT9-001',
    ),
    Planted(
        "a verdict id used twice",
        "options/local/two-rows.toml",
        option(M1).replace("[[for]]", _VERDICT + "[[for]]"),
        'local/two-rows.toml [two-rows]: the row id "two-rows/only" is used twice; give each row its own',
    ),
    Planted(
        "a safety row id used twice",
        "safety/drops.toml",
        'label = "drops"\n' + 2 * '[[row]]\nid = "r"\nlevel = "watch"\nwhen = "always"\nsay = "Look."\n',
        'safety/drops.toml [drops]: the row id "safety/drops/r" is used twice; give each row its own',
    ),
    Planted(
        "a finding id used twice",
        "findings.toml",
        '\n[[finding]]\nid = "second-primary"\nwhen = "tumour.m == M1"\nsay = "Odd."\n',
        'the row id "finding/second-primary" is used twice; give each row its own',
    ),
]
