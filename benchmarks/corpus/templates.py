"""Sentences with slots; `{<}` and `{>}` stand around what somebody says. All of them were written for this project."""

from __future__ import annotations

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

LEADS = (
    "A {event} hit {place} on {day}.",
    "A {event} shook {place} on {day}, and roads were closed.",
    "There was a {event} in {place} on {day}.",
    "Schools stayed shut after a {event} in {place} on {day}.",
)
TOLLS = (
    "{<}At least {count} people were {harm}{>}, {source} {cue}.",
    "{source} {cue} that {<}{count} people had been {harm}{>}.",
    "{source} {cue} that {<}at least {count} people were {harm}{>}.",
)
STATEMENTS = (
    "{person} {cue} that {<}{topic}{>}.",
    "“{<}{Topic}{>},” {person} {cue}.",
    "{<}{Topic}{>}, {person} {cue}.",
)
LETTERS = (
    "{sender} sent a {letter} to {recipient} on {day}, asking for {topic}.",
    "On {day}, {sender} wrote a {letter} to {recipient} about {topic}.",
)
ACCUSATIONS = ("{person} {cue} {accused} of {<}{alleged} the {area}{>}.",)
HOLDERS = ("{person} is the {position} of {state}.", "{person}, the {position} of {state}, came to {place}.")

TOPICS = (
    "rescue teams had reached the old quarter",
    "the bridge over the river would stay closed",
    "two warehouses had lost their roofs",
    "more tents were on the way from the coast",
    "the hospital had run short of clean water",
    "the power station would be repaired within days",
    "families were sleeping in the station hall",
    "the road to the airport was open again",
    "nobody had asked the villages what they needed",
    "the first trucks would leave before dawn",
    "a curfew would be of no use to anyone",
)
REQUESTS = (
    "clean water",
    "more ambulances",
    "a list of the missing",
    "safe roads",
    "fuel for generators",
    "open data",
)
ALLEGED = ("shelling", "attacking", "looting", "burning")
AREAS = ("northern suburbs", "grain stores", "railway yard", "old harbour", "power lines")
FILLERS = (
    "Shops along the main street opened late.",
    "The wind had dropped by the evening.",
    "A crowd waited outside the town hall for news.",
    "Buses ran only every other hour.",
    "The market is the largest in the province.",
    "Prices of flour have doubled since the spring.",
    "Volunteers handed out bread and blankets.",
    "The last census counted some forty villages in the valley.",
    "Engineers expect the work to take three weeks.",
    "Fishermen had been told to keep their boats ashore.",
    "The school was built in 1974 and has two floors.",
    "Mobile networks were down for most of the night.",
    "The valley had seen no rain since the middle of the summer.",
    "A second train left an hour late with only half of its carriages.",
    "Two radio stations read out lists of streets without power.",
)
