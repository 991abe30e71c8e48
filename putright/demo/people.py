"""The invented people of the demonstration. Nobody here exists."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Staff:
    """Somebody who signs in. `key` is how the stories call them."""

    key: str
    name: str
    roles: tuple[str, ...]
    team: str = ""
    brands: tuple[str, ...] = ()
    trained: bool = True


@dataclass(frozen=True)
class House:
    """A landlord of the demonstration: its pack, its address for references, and who works there."""

    slug: str
    pack: str
    prefix: str
    staff: tuple[Staff, ...]


HOUSES = (
    House("willow-tree", "willow-tree", "WT", (
        Staff("desk", "Priya Anand", ("front_line",), "Customer services"),
        Staff("officer", "Morwenna Pascoe", ("complaints_officer",), "Corporate services"),
        Staff("handler", "Daniel Okafor", ("manager",), "Repairs"),
        Staff("handler2", "Ruth Tregenza", ("manager",), "Neighbourhoods"),
        Staff("senior", "Helen Marchetti", ("senior_staff",), "Assets"),
        Staff("director", "Idris Vaughan", ("operations_director",)),
        Staff("ceo", "Catherine Mbeki", ("ceo",)),
        Staff("board", "Geoffrey Lund", ("board_member",)),
        Staff("board2", "Amara Nwosu", ("board_member",)),
        Staff("resident", "Sylvia Dunmore", ("resident_panellist",)),
        Staff("mrc", "Tomasz Zielinski", ("mrc",)),
    )),
    House("housing-services", "housing-services", "HS", (
        Staff("desk", "Leanne Ashworth", ("front_line",), "Contact centre"),
        Staff("handler", "Samir Haddad", ("complaint_handler",), "Complaints"),
        Staff("handler2", "Bethan Rowlands", ("complaint_handler",), "Complaints"),
        Staff("learner", "Kit Sorensen", ("complaint_handler",), "Complaints", trained=False),
        Staff("reviewer", "Oluwaseun Adeyemi", ("business_manager",), "Housing management"),
        Staff("officer", "Marion Fairclough", ("senior_manager",), "Housing management"),
        Staff("ceo", "Douglas Penhaligon", ("chief_executive",)),
        Staff("mrc", "Jacinta Moreau", ("mrc",)),
    )),
    House("housing-plus", "housing-plus-group", "HP", (
        Staff("desk", "Callum Brightwell", ("front_line",), "Contact hub"),
        Staff("handler", "Nadia Rahman", ("customer_advocacy_officer",), "Customer Advocacy"),
        Staff("handler2", "Elliot Forsythe", ("customer_advocacy_officer",), "Customer Advocacy"),
        Staff("service", "Gwen Hargreaves", ("service_manager",), "Repairs, Telford", ("wrekin",)),
        Staff("service2", "Joseph Mwangi", ("service_manager",), "Neighbourhoods, Telford", ("wrekin",)),
        Staff("executive", "Patricia Llewellyn", ("executive_director",)),
        Staff("safeguarding", "Anneka Visser", ("safeguarding_lead",)),
        Staff("board", "Rajesh Solanki", ("board_member",)),
        Staff("mrc", "Fiona Abernathy", ("mrc",)),
    )),
    House("taunton", "taunton-heritage-trust", "TH", (
        Staff("desk", "Lucy Corbett", ("front_line",)),
        Staff("support", "Alan Whitcombe", ("support_officer",)),
        Staff("chief", "Rosalind Peake", ("chief_officer",)),
        Staff("chair", "Bernard Oyelaran", ("chair",)),
        Staff("trustee", "Judith Sandford", ("trustee",)),
        Staff("trustee2", "Michael Achterberg", ("trustee",)),
    )),
)  # fmt: skip
"""Every landlord and everyone who works there."""

RESIDENTS = (
    ("Doreen Castle", "14 Orchard Rise", "TA5 9QX", "01632 960101"),
    ("Yusuf Demir", "Flat 3, Harbour House", "PL8 0ZZ", "01632 960102"),
    ("Margaret Ellery", "27 Mill Lane", "TA5 9QY", "01632 960103"),
    ("Keisha Browne", "8 Larkfield Close", "ST9 0ZX", "01632 960104"),
    ("Tom Ridgeway", "Flat 11, Beacon Court", "TF9 0ZY", "01632 960105"),
    ("Agnieszka Kowal", "52 Station Road", "TF9 0ZW", "01632 960106"),
    ("Harold Finch", "2 Almshouse Row", "TA5 9QZ", "01632 960107"),
    ("Sunita Kapoor", "19 Quarry View", "ST9 0ZQ", "01632 960108"),
    ("Owen Prosser", "Flat 6, Tanyard Court", "PL8 0ZY", "01632 960109"),
    ("Chloe Barnes", "33 Meadow Way", "TA5 9QW", "01632 960110"),
    ("Victor Ndlovu", "5 Chapel Street", "TF9 0ZV", "01632 960111"),
    ("Elsie Hartnoll", "7 Almshouse Row", "TA5 9QZ", "01632 960112"),
    ("Marcus Leigh", "Flat 2, Riverside", "ST9 0ZP", "01632 960113"),
    ("Fatima Said", "41 Bramble Drive", "PL8 0ZX", "01632 960114"),
    ("Peggy Lovelace", "12 Almshouse Row", "TA5 9QZ", "01632 960115"),
    ("Dean Hollis", "64 Furnace Road", "TF9 0ZT", "01632 960116"),
    ("Irene Calloway", "Flat 9, Beacon Court", "TF9 0ZY", "01632 960117"),
    ("Bilal Sheikh", "23 Willow Walk", "ST9 0ZN", "01632 960118"),
)
"""Name, address, postcode and telephone number (from the range kept for drama) of invented complainants."""


@dataclass(frozen=True)
class Matter:
    """What a complaint is about: how it was told, its points, what is wanted, what puts it right."""

    told: str
    points: tuple[str, ...]
    wanted: str
    upheld: str
    not_upheld: str
    remedy: str


MATTERS = (
    Matter("There is damp in the back bedroom again. It was painted over in the spring and has come through "
           "twice. My little boy's chest is bad and nobody has rung me back since I sent the photographs.",
           ("The damp in the back bedroom was not put right", "Nobody called back after the photographs were sent"),
           "The damp traced and put right", "The wall was treated without looking for the cause.",
           "Our call records show two attempts to reach you that week.", "Trace and repair the cause of the damp"),
    Matter("The lift has been out for nine days. I am on the sixth floor and I use a frame. I have missed "
           "two hospital appointments and the notice in the hall still says tomorrow.",
           ("The lift was out of use for nine days", "The notice gave dates that passed"),
           "The lift working, and to be told the truth about dates", "A part was ordered four days late.",
           "The notice was changed each time the engineer gave a new date.", "Replace the lift's door gear"),
    Matter("The man on the phone laughed when I said I could not read the letter. I asked for it in large "
           "print last year and every year before that.",
           ("The caller was spoken to disrespectfully", "Letters were not sent in large print"),
           "An apology, and large print from now on", "The recording bears out what you told us.",
           "One letter did go out in large print in March.", "Apologise in writing and set large print on the record"),
    Matter("Three times I took a day off work for the boiler and three times nobody came. We have had no hot"
           " water for eleven days and I am boiling kettles for the baby's bath.",
           ("Three appointments were missed", "Eleven days without hot water"),
           "A boiler that works, and the lost wages", "The appointments were cancelled without telling you.",
           "A temporary heater was offered on the second day.",
           "Repair the boiler and pay for the missed appointments"),
    Matter("My neighbour's music goes on until three in the morning. I filled in the diary sheets for six "
           "weeks and handed them in, and now I am told they cannot be found.",
           ("Six weeks of diary sheets were lost", "No action was taken about the noise"),
           "Somebody to act on the noise", "The sheets were received and not filed.",
           "The neighbour was visited and warned on two occasions.", "Install a noise monitor and agree a plan"),
    Matter("The service charge has gone up by a third and nobody will tell me what for. I have asked for the"
           " breakdown in writing three times since April.",
           ("No breakdown of the service charge was given", "The rise was not explained"),
           "A breakdown and an explanation", "Your three letters were not answered.",
           "The rise follows the insurance premium, as the January notice said.", "Send the breakdown with receipts"),
    Matter("The grab rail in the shower came away in my hand. I could have broken my hip. It was fitted by "
           "your own people in June.",
           ("The grab rail was fitted badly", "The bathroom was left unsafe after it was reported"),
           "A safe rail and a check of the others", "The fixings were too short for the wall.",
           "The rail was made safe the same afternoon.", "Refit the rail and inspect the others in the block"),
    Matter("The front door to the block has not locked since the summer. People sleep in the stairwell and "
           "my daughter is afraid to come home after dark.",
           ("The entrance door has not locked for months", "Reports about it were closed as done"),
           "A door that locks", "Two reports were closed though the door did not lock.",
           "A temporary lock was fitted in between.", "Fit a new lock and closer to the entrance door"),
    Matter("They cut down the hedge that kept the road out of my front room and took away the bird boxes my "
           "late husband made. Nobody asked.",
           ("The hedge was cut without warning", "Bird boxes were removed"),
           "An apology and the boxes back", "The contractor worked from an old plan.",
           "The hedge itself had to be cut back for the sight line.", "Replace the boxes and plant a new hedge"),
    Matter("I was promised the kitchen in March, then in June, and now the letter says next year. The "
           "drawers are held with tape.",
           ("The kitchen was put off twice", "The reason was not given"),
           "A date that holds", "The programme changed and you were not told.",
           "The survey showed the kitchen has two years left.", "Fit the kitchen units by the date given"),
    Matter("My mother's carer came forty minutes late four times this month and once not at all. She had her"
           " tablets at noon instead of eight.",
           ("Four late visits and one missed", "Medicine was given late"),
           "Visits on time, and to be told when they will not be", "The rota had no cover for leave.",
           "On two of the days the carer rang ahead.", "Change the rota and check the medicine record daily"),
    Matter("I keep being sent letters meant for somebody else with my flat number on. They have her rent "
           "account and her date of birth in them.",
           ("Another resident's letters were sent to me",),
           "It stopped, and my own letters kept private", "Two records were merged by mistake.",
           "", "Separate the records and write to both residents"),
)  # fmt: skip
"""What the invented complaints are about."""
