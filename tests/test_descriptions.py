"""To whom a description or a pronoun refers later in the article."""

import pytest

from kg.extract.document import parse
from kg.extract.entities import EntityIndex
from kg.model import Article, Entity


def referent(text: str) -> Entity:
    """The entity of the word after the asterisk, once the subjects before it have been asked for."""
    at = text.index("*")
    document = parse(Article(id="a", text=text.replace("*", "")))
    index = EntityIndex(document)
    asked = next(token for token in document.doc if token.idx == at)
    for token in document.doc[: asked.i]:
        if token.dep_ in ("nsubj", "nsubjpass"):
            index.get(token)
    found = index.get(asked)
    return next(entity for entity in index.entities() if entity.id == found)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Prime Minister Ann Lee arrived on Monday. The prime *minister said that talks would go on.", "Ann Lee"),
        ("Ann Lee, the governor of Texas, arrived. The *governor said that talks would go on.", "Ann Lee"),
        ("The mayor of Hallfors, Tom Grey, spoke to reporters. The *mayor said that all was safe.", "Tom Grey"),
        ("She rang the President of Norway, Tom Grey, on Monday. The *President said that all was safe.", "Tom Grey"),
        ("Norway's prime minister, Ann Lee, spoke. The Norwegian prime *minister said it went well.", "Ann Lee"),
        ("Health Minister Tom Grey met Defence Minister Ann Lee. The health *minister said little.", "Tom Grey"),
        ("Prime Minister Tom Grey met Defence Minister Ann Lee. The *minister said little.", "Ann Lee"),
        ("Ann Lee was elected president in May. The *president said it went well.", "Ann Lee"),
        ("Tom Grey is a farmer in Hallfors. The *farmer said that it was raining.", "Tom Grey"),
        ("The carmaker Olken will close a plant. The *carmaker said that sales fell.", "Olken"),
        ("A minister resigned. Health Minister Tom Grey spoke on Friday. The *minister said it was time.", "Tom Grey"),
    ],
)
def test_a_description_takes_up_the_one_whom_the_article_introduced_so(text, name):
    assert referent(text).name == name


@pytest.mark.parametrize(
    "text",
    [
        "Norway's prime minister, Ann Lee, spoke. The prime *minister of Sweden said it went well.",
        "Norway's prime minister, Ann Lee, spoke. Sweden's prime *minister said it went well.",
        "Norway's prime minister, Ann Lee, met the prime minister of Sweden. The prime *minister said it went well.",
        "Health Minister Tom Grey met Defence Minister Ann Lee. The *minister said it went well.",
        "President Tom Grey met President Ann Lee on Friday. The *president said it went well.",
        "Vice President Tom Grey spoke in Oslo. The *president said it went well.",
        "Former president Tom Grey spoke in Oslo. The *president said it went well.",
        "Foreign Minister Tom Grey spoke to reporters. The finance *minister said it went well.",
        "Health Minister Tom Grey resigned. Another *minister said it was time.",
        "The *minister said it was time. Health Minister Tom Grey spoke later.",
    ],
)
def test_a_description_that_fits_several_or_another_is_not_joined(text):
    assert not any(mention.kind == "name" for mention in referent(text).mentions)


def test_an_age_takes_up_the_one_of_that_age():
    start = "Tom Grey, 54, was arrested on Friday with Jim Hall, 31."
    assert referent(start + " The 54-year-*old told police that he was innocent.").name == "Tom Grey"
    both = "Tom Grey, 54, was arrested on Friday with Jim Hall, 54."
    assert referent(both + " The 54-year-*old told police that he was innocent.").name == "The 54-year-old"


def test_the_subject_named_beside_its_office_is_not_its_own_object():
    assert referent("Her spokesman Tom Grey accused *him of lying.").name != "Tom Grey"


def test_a_noun_for_a_man_is_no_she():
    assert referent("A spokesman for Ms Kestin said the talk was frank. *She denies taking sides.").name == "Kestin"


def test_what_a_pronoun_tells_of_gender_holds_from_there_on():
    text = "Dag Orven doubts it. He called for talks. Ruta Selmane disagrees with Orven. *She denies taking sides."
    assert referent(text).name == "Ruta Selmane"


def test_a_pronoun_reaches_far_back_to_the_only_one_of_its_gender():
    text = "Mary Grey lost her seat. " + "The rain fell. " * 5 + "*She will try again."
    assert referent(text).name == "Mary Grey"


def test_a_pronoun_takes_up_a_subject_without_a_name():
    text = "A wet boy knocked on the window. *He asked for a photograph."
    assert referent(text).name in ("A wet boy", "A boy", "boy")
