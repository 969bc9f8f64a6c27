"""Cast the class: who answers what, who is late, who never submits, and whose prose is read."""

from dataclasses import dataclass
from random import Random

from twoviews.simulate.bank import Answer, Bank
from twoviews.simulate.error import SimulationError

Hand = dict[str, Answer]  # a student's answer to each question of an assignment


@dataclass(frozen=True)
class Student:
    """One simulated student; `hands` holds the answers by assignment."""

    name: str
    hands: dict[str, Hand]
    late: bool
    absent: bool
    read: bool  # whether the instructor has read this student's prose


def cast(banks: list[Bank], students: int, seed: int) -> list[Student]:
    """Give every student a part, the same for the same seed.

    Each kind of answer in the banks has one student who gives it wherever a
    question has it; the others are dealt what has not been played yet. One
    student is late, one fetches and never submits, and every second one's
    prose has been read.

    Parameters
    ----------
    banks : list of Bank
        The answers of each assignment.
    students : int
        Size of the class.
    seed : int
        Any whole number.

    Returns
    -------
    list of Student
        In the order of their names.

    Raises
    ------
    SimulationError
        When the class is too small to show every kind of answer.

    Examples
    --------
    >>> right = Answer("q1", "right", "q1 = 2", {"q1_content": 1.0})
    >>> pair = cast([Bank("ex", {"q1": (right,)})], students=2, seed=0)
    >>> [student.name for student in pair], sum(student.absent for student in pair)
    (['student01', 'student02'], 1)
    """
    leads = parts(banks, students)
    random = Random(seed)
    random.shuffle(leads)
    dealt = {bank.assignment: deal(bank, leads, random) for bank in banks}
    hands = [{name: some[i] for name, some in dealt.items()} for i in range(len(leads))]
    absent, late = random.sample(range(students), 2)
    hands.insert(absent, {})
    width = max(2, len(str(students)))
    return [
        Student(f"student{i + 1:0{width}}", hand, i == late, i == absent, read=i % 2 == 0)
        for i, hand in enumerate(hands)
    ]


def parts(banks: list[Bank], students: int) -> list[str | None]:
    """List the kind that each submitting student stands for, None for no one kind."""
    kinds = dict.fromkeys(
        answer.kind for bank in banks for question in bank.questions.values() for answer in question
    )
    if students < len(kinds) + 1:
        raise SimulationError(
            f"{students} students are too few for {len(kinds)} kinds of answer "
            f"({', '.join(kinds)}) and one who never submits: ask for {len(kinds) + 1} or more."
        )
    return list(kinds) + [None] * (students - 1 - len(kinds))


def deal(bank: Bank, leads: list[str | None], random: Random) -> list[Hand]:
    """Deal the answers of an assignment, one to each student for each question."""
    hands: list[Hand] = [{} for _ in leads]
    order = sorted(range(len(leads)), key=lambda i: leads[i] is None)  # those with a kind first
    for question, answers in bank.questions.items():
        deck: list[Answer] = []
        for i in order:
            deck = deck or random.sample(answers, len(answers))
            hands[i][question] = draw(leads[i], deck, answers)
    return hands


def draw(kind: str | None, deck: list[Answer], answers: tuple[Answer, ...]) -> Answer:
    """Take an answer of a kind, from the deck where it has one; else the deck's first."""
    fitting = [answer for answer in [*deck, *answers] if answer.kind == kind] or deck
    chosen = fitting[0]
    if chosen in deck:
        deck.remove(chosen)
    return chosen


def expected(student: Student, assignment: str, released: dict[str, str]) -> dict[str, float]:
    """Say what each graded cell must earn; prose that waits for a reader is left out.

    Parameters
    ----------
    student : Student
        One who submitted.
    assignment : str
        The assignment's name.
    released : dict
        What each answer cell holds when it is released: prose that still holds
        it needs no reader.

    Returns
    -------
    dict
        One entry per graded cell: its points.
    """
    worth: dict[str, float] = {}
    for answer in student.hands[assignment].values():
        untouched = answer.source == released[answer.cell]
        waits = answer.by_hand and not student.read and not untouched
        settled = answer.worth.keys() - ({answer.cell} if waits else set())
        worth |= {cell: answer.worth[cell] for cell in settled}
    return worth
