"""Names and their spellings: the words from which people, organisations and places are made.

Each name is a list of spellings. The first is that of the one who bears it; the others are what a newsroom may print:
another transliteration, no accents, another hyphen. Persons are invented; countries and cities are real, so that a
gazetteer can place them.
"""

from __future__ import annotations

import unicodedata
from random import Random
from typing import NamedTuple

#: Given names, each with the ways in which it is transliterated.
GIVEN_NAMES = (
    ("Mohammed", "Muhammad", "Mohamed"),
    ("Yusuf", "Youssef", "Yousef"),
    ("Sergei", "Sergey"),
    ("Oleksandr", "Aleksandr"),
    ("Mykhailo", "Mikhail"),
    ("Inês", "Ines"),
    ("Tomás", "Tomas"),
    ("José", "Jose"),
    ("Zoë", "Zoe"),
    ("Jean-Paul", "Jean Paul"),
    ("Amina", "Aminah"),
    ("Fatima", "Fatema"),
    ("Hussein", "Hussain", "Husain"),
    ("Leyla", "Leila"),
    ("Dmytro", "Dmitri", "Dmitry"),
    ("Abdul Rahman", "Abdulrahman", "Abdel Rahman"),
    *((name,) for name in "Kwame Priya Wei Ingrid Marta Daniel Ruth Samuel Nadia Viktor Elena Thabo Linh".split()),
    *((name,) for name in "Carlos Helena Arjun Grace Pavel Noor Esther Mateo Sofia Anton Mariam Kofi Ngozi".split()),
)

#: Surnames that are spelt in several ways.
SURNAMES = (
    ("al-Masri", "Al-Masri", "El Masri", "al-Masry"),
    ("Khoury", "Khouri", "Khuri"),
    ("Müller", "Mueller", "Muller"),
    ("Petrović", "Petrovic"),
    ("Hadžić", "Hadzic"),
    ("O’Rourke", "O'Rourke"),
    ("N’Diaye", "Ndiaye", "N'Diaye"),
    ("Chaudhry", "Chaudhary", "Chowdhury"),
    ("Zelinsky", "Zelinskyy", "Zelinskiy"),
    ("Kravchuk",),
    ("Núñez", "Nunez"),
    ("Söderström", "Soderstrom"),
    ("Şahin", "Sahin"),
    ("Lefèvre", "Lefevre"),
    ("Wałkowski", "Walkowski"),
    ("Rao",),
    ("Park",),
    ("Costa",),
    ("Mensah",),
    ("Bauer",),
)

_BEGINNINGS = (
    "Bar Cal Dor Fen Gar Hal Jor Kar Lan Mar Nor Pel Quin Ros Sal Tar Ul Vel Wen Yar Zan Bren Dral Tel".split()
)
_MIDDLES = ("a", "e", "i", "o", "an", "el", "is", "or", "um", "ar", "en", "il")
_ENDINGS = "dze ko man ner vic ton dal ri mond sen ova well bek tas quez ley shi rra gov stein".split()
_ACCENTED_ENDINGS = (
    ("ović", "ovic"),
    ("sky", "skyy", "skiy"),
    ("oğlu", "oglu"),
    ("šek", "sek"),
    ("ández", "andez"),
    ("ström", "strom", "stroem"),
)

#: Countries, each with its spellings, its ISO code, its adjective, and cities with theirs.
COUNTRIES = (
    (("Ukraine",), "UA", "Ukrainian", (("Kyiv", "Kiev"), ("Kharkiv", "Kharkov"), ("Odesa", "Odessa"))),
    (("Türkiye", "Turkey"), "TR", "Turkish", (("Ankara",), ("Gaziantep",), ("Izmir",))),
    (("Ivory Coast", "Côte d'Ivoire"), "CI", "Ivorian", (("Abidjan",), ("Yamoussoukro",))),
    (("Kenya",), "KE", "Kenyan", (("Nairobi",), ("Mombasa",), ("Kisumu",))),
    (("Senegal",), "SN", "Senegalese", (("Dakar",), ("Ziguinchor",))),
    (("Sudan",), "SD", "Sudanese", (("Khartoum",), ("Port Sudan",))),
    (("Ethiopia",), "ET", "Ethiopian", (("Addis Ababa",), ("Mekelle", "Mekele"))),
    (("Bangladesh",), "BD", "Bangladeshi", (("Dhaka",), ("Chittagong", "Chattogram"))),
    (("Pakistan",), "PK", "Pakistani", (("Karachi",), ("Quetta",), ("Peshawar",))),
    (("Colombia",), "CO", "Colombian", (("Bogotá", "Bogota"), ("Medellín", "Medellin"))),
    (("Peru",), "PE", "Peruvian", (("Lima",), ("Cusco", "Cuzco"))),
    (("Nepal",), "NP", "Nepali", (("Kathmandu",), ("Pokhara",))),
    (("Philippines",), "PH", "Philippine", (("Manila",), ("Davao",))),
    (("Lebanon",), "LB", "Lebanese", (("Beirut",), ("Tripoli",))),
    (("Serbia",), "RS", "Serbian", (("Belgrade",), ("Niš", "Nis"))),
    (("Georgia",), "GE", "Georgian", (("Tbilisi",), ("Batumi",))),
    (("Mozambique",), "MZ", "Mozambican", (("Maputo",), ("Beira",))),
    (("Chile",), "CL", "Chilean", (("Santiago",), ("Valparaíso", "Valparaiso"))),
    (("Finland",), "FI", "Finnish", (("Helsinki",), ("Tampere",))),
    (("Mongolia",), "MN", "Mongolian", (("Ulaanbaatar", "Ulan Bator"),)),
)

#: What an organisation of each type is called: `{}` is an invented word, and a country stands where one is named.
NGO_PATTERNS = (
    "{} Relief Union",
    "Coalition for {} Recovery",
    "{} Doctors Network",
    "Committee for Safe {} Roads",
    "{} Water & Shelter Alliance",
    "Centre for {} Rights Research",
    "{} Demining Initiative",
    "International {} Aid Society",
)
GROUP_PATTERNS = ("{} Liberation Front", "Movement for a Free {}", "{} Defence Brigades")
COMPANY_PATTERNS = ("{} Logistics Ltd", "{} Mining Corp", "{} Shipping plc")
MINISTRIES = ("Health", "Foreign Affairs", "Defence", "Transport", "Agriculture")

PUBLISHERS = (
    "Northgate Wire",
    "Coast Daily",
    "River Post",
    "The Meridian",
    "Harbour Times",
    "Plateau Herald",
    "Civic Radio",
    "Lantern Weekly",
    "Eastern Ledger",
    "Delta Observer",
    "Hill Street Journal",
    "Open Sea News",
)


class PersonName(NamedTuple):
    """The spellings of a given name and of a surname."""

    given: tuple[str, ...]
    surname: tuple[str, ...]

    @property
    def full(self) -> str:
        """The name as its bearer spells it."""
        return f"{self.given[0]} {self.surname[0]}"


def get_word(number: int) -> str:
    """The word of that number; the first 5,760 differ.

    >>> get_word(0), get_word(1)
    ('Baradze', 'Lanilstein')
    """
    rest, ending = divmod(number * 7919, len(_ENDINGS))
    beginning, middle = divmod(rest, len(_MIDDLES))
    return _BEGINNINGS[beginning % len(_BEGINNINGS)] + _MIDDLES[middle] + _ENDINGS[ending]


def invent_person(random: Random, *, known: float) -> PersonName:
    """A person's name.

    Args:
        random: where chance comes from.
        known: the part of surnames that are taken from the list, which is too short for many persons.
    """
    given = random.choice(GIVEN_NAMES)
    if random.random() < known:
        return PersonName(given, random.choice(SURNAMES))
    root = random.choice(_BEGINNINGS) + random.choice(_MIDDLES)
    endings = random.choice(_ACCENTED_ENDINGS) if random.random() < 0.3 else (random.choice(_ENDINGS),)
    return PersonName(given, tuple(root + ending for ending in endings))


def acronym(name: str) -> str:
    """The initials of the words that carry a name.

    >>> acronym("Coalition for Karelko Recovery")
    'CKR'
    """
    return "".join(word[0] for word in name.split() if word[0].isupper())


def without_accents(name: str) -> str:
    """A name as a keyboard without accents gives it.

    >>> without_accents("Núñez")
    'Nunez'
    """
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).replace("ł", "l")


def mistype(name: str, random: Random) -> str:
    """A name with two neighbouring small letters exchanged."""
    places = [i for i in range(1, len(name) - 1) if name[i : i + 2].islower() and name[i] != name[i + 1]]
    if not places:
        return name
    i = random.choice(places)
    return name[:i] + name[i + 1] + name[i] + name[i + 2 :]
