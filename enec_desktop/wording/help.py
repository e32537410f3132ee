"""The help: how the engine decides, what it does not know, which edition this is, its sources and its limits.

Every number is counted in the knowledge in force; none is written here.
"""

from __future__ import annotations

from datetime import date

from enec_desktop.domain.content import Block, Bullets, Heading, Paragraph, Row, Rows, Section, Sentence
from enec_desktop.domain.knowledge_base import Edition, KnowledgeBase, OptionKind
from enec_desktop.wording.help_gaps import gaps_section
from enec_desktop.wording.help_sources import sources_section
from enec_desktop.wording.limits import EDITION, edition_rows, limits_blocks, use_line
from enec_desktop.wording.summary_sources import sentences_of

BEGIN = (
    "A case begins with whatever is known. Nothing has to be complete.",
    "The assessment stands beside the facts and is made anew at each entry; it says what the entry changed.",
    "A fact has one of six states: a value, not done, pending, unknown, does not apply, not recorded. "
    "They are read differently, so it is worth saying which one it is.",
    "A diamond marks a missing fact that can change the answer. Its line leads to the field.",
    "A sentence ends with the ids it rests on. An id opens the claim, its figures, its source, its known "
    "errors and every rule that uses it.",
    "What if tries other facts out on a copy. Nothing of it is saved.",
    "The summary is the paper for the board: the same sentences, with the same ids.",
)

ANSWERS = (
    "A condition holds, does not hold, or is not known. There is no fourth answer and no guess.",
    "A missing fact is never a no: not done, pending, unknown and not recorded leave a condition not "
    "known, and the option says which fact it waits for.",
    "A value may be a range or a few values (> 90 %, cT2 or cT3). What holds for all of them holds; what "
    "holds for some is not known.",
)
STANDINGS = (
    "Certain: the standing is the same whatever the missing facts turn out to be.",
    "Possible if: some values of missing facts bring it about; the smallest sets of them are named.",
    "Blocked: a limit of this patient stops it. It stays in the list, last of its kind, with the reason.",
    "Behind: something that counts against the drug in another group of patients puts it after the others of "
    "its standing. That is a reason for caution, none to take it away.",
    "Caution, and not known or too old: the value, its limit and its date are shown. An unknown kidney "
    "function does not remove a drug; it says what to check first.",
    "Options of different kinds are never held against each other. Within a kind come standing, certain "
    "before possible, strength of the evidence, then how near its patients are to this one. Ties stay ties.",
)
CHANGES = (
    "What would change the answer is worked out, not estimated: each missing fact that an undecided option "
    "names is given every value that a rule can tell apart.",
    "Where this would take too many steps, it says what stays unsettled.",
    "A statement that is not verified can add a question, a caution or a stop. It removes none and makes "
    "no option certain.",
    "What this hospital offers changes no standing; it adds that something is not available here.",
    "Where sources disagree, both readings are shown, with the one that is used and why.",
)


def help_sections(knowledge: KnowledgeBase, today: date) -> tuple[Section, ...]:
    """Every chapter in order: ``begin``, ``engine``, ``gaps``, ``edition``, ``sources``, ``limits``."""
    return (
        Section("begin", "How to begin", (_bullets(BEGIN),)),
        Section("engine", "How the engine decides", _engine(knowledge)),
        gaps_section(knowledge),
        Section("edition", "The edition of the knowledge", _edition(knowledge.edition, today)),
        sources_section(knowledge),
        Section("limits", "Limits of use", _limits(knowledge.edition, today)),
    )


def found_section(sections: tuple[Section, ...], text: str) -> Section:
    """Every sentence of the help that holds each word of a text, by chapter."""
    wanted = text.casefold().split()
    blocks: list[Block] = []
    count = 0
    for section in sections:
        told = (one for block in section.blocks for one in sentences_of(block))
        hits = tuple(one for one in told if all(word in one.text.casefold() for word in wanted))
        if hits:
            blocks += [Heading(section.title, 2), Bullets(hits)]
            count += len(hits)
    if not count:
        told_none = "No sentence of the help holds all these words. Records are searched under Evidence."
        blocks = [Paragraph((Sentence(told_none),))]
    return Section("found", f'Sentences with "{text}": {count}', tuple(blocks))


def _engine(knowledge: KnowledgeBase) -> tuple[Block, ...]:
    first = (
        "An assessment is worked out in layers, always in this order, from written rules. Nothing is "
        "learned, weighted or scored: the same facts under the same edition give the same answer, and each "
        "answer shows the rule, the value it saw and the source."
    )
    return (
        Paragraph((Sentence(first),)),
        Rows(_layers(knowledge)),
        Heading("Three answers", 2),
        _bullets(ANSWERS),
        Heading("What the words beside an option mean", 2),
        _bullets(STANDINGS),
        Heading("What moves an answer, and what does not", 2),
        _bullets(CHANGES),
    )


def _layers(knowledge: KnowledgeBase) -> tuple[Row, ...]:
    tables = knowledge.tables.values()
    rows = sum(len(table.rows) for table in tables)
    kinds = [f"{kind} {sum(one.kind is kind for one in knowledge.options.values())}" for kind in OptionKind]
    verdicts = sum(len(one.verdicts) for one in knowledge.options.values())
    limits = sum(len(agent.rows) for agent in knowledge.agents.values())
    moments = len(knowledge.tables["moment"].outcomes)
    contradictions = sum(one.kind == "contradiction" for one in knowledge.findings)
    told = {
        "1  Facts as known then": "Only what was on record at the chosen point in time counts, with its "
        "date and report. Values too old to rely on are said to be so.",
        "2  Consistency": f"Facts that contradict each other are named first ({contradictions} checks "
        "beside those of each field).",
        "3  Diagnosis": f"Morphology, markers, Ki-67 and mitoses are read by tables; {len(knowledge.court)} "
        "statements say what speaks for and against, what imitates it, and what to ask next.",
        "4  Staging and extent": "T, N and M, stage group and extent are read off the statements, each with "
        f"its edition ({len(knowledge.tables)} decision tables with {rows} rows in all).",
        "5  Question of the day": f"The history so far leads to one of {moments} moments. Where more than "
        "one is left, the question that separates them comes first and their lists stay apart.",
        "6  Options by kind": f"{len(knowledge.options)} options ({', '.join(kinds)}) are given a standing "
        f"by {verdicts} rows, each with its claims.",
        "7  Clearance": f"{limits} limits of drugs and procedures are held against the patient's values.",
        "8  Order": "Options are ordered within their kind; nothing is hidden because it comes late.",
        "9  Questions": "Last come the missing facts that could change the answer, and the tests that "
        "give them.",
    }
    return tuple(Row(label, Sentence(words)) for label, words in told.items())


def _edition(edition: Edition, today: date) -> tuple[Block, ...]:
    first = (
        "One edition is the whole knowledge: every rule, claim, limit and source. Every assessment and "
        "paper names the edition it was made under, by its version and the beginning of its hash."
    )
    return (
        Paragraph((Sentence(first),)),
        Rows((*edition_rows(edition, today), Row("Hash of its files", Sentence(edition.hash)))),
        Heading("What changed in it", 2),
        Bullets(tuple(Sentence(one, (EDITION,)) for one in edition.changes)),
    )


def _limits(edition: Edition, today: date) -> tuple[Block, ...]:
    return (Paragraph((use_line(edition, today),)), *limits_blocks(edition))


def _bullets(sentences: tuple[str, ...]) -> Bullets:
    return Bullets(tuple(Sentence(one) for one in sentences))
