"""Claims come out with their source, cue, content and chain, whatever the form in which a text gives them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.claims import find_claims
from kg.extract.document import Document, parse
from kg.extract.entities import EntityIndex
from kg.model import Article, ArticleFacts, Claim


class Found:
    """The claims of one text, with words in the place of offsets and ids."""

    def __init__(self, text: str) -> None:
        self.document: Document = parse(Article(id="a", text=text, publisher="The Daily Test"))
        self.entities = EntityIndex(self.document)
        self.claims: list[Claim] = find_claims(self.document, self.entities)
        self.names = {entity.id: entity.name for entity in self.entities.entities()}

    def only(self, content: str) -> Claim:
        """The one claim of that content."""
        (claim,) = [claim for claim in self.claims if self.content(claim) == content]
        return claim

    def content(self, claim: Claim) -> str:
        return " … ".join(self.document.quote(span) for span in claim.content)

    def chain(self, claim: Claim) -> list[str | None]:
        return [self.names.get(link.source or "") for link in claim.attributions]

    def cue(self, claim: Claim) -> str | None:
        cue = claim.attributions[0].cue
        return self.document.quote(cue) if cue is not None else None

    def rows(self) -> Iterator[tuple[str, str | None, str | None, str]]:
        for claim in self.claims:
            yield claim.type, self.chain(claim)[0], self.cue(claim), self.content(claim)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("The minister said the bridge was safe.", ("assertion", "The minister", "said", "the bridge was safe")),
        ("Wheat prices will fall, analysts say.", ("prediction", "analysts", "say", "Wheat prices will fall")),
        (
            "The lake, Norway announced, will be closed to boats.",
            ("intention", "Norway", "announced", "The lake … will be closed to boats"),
        ),
        (
            "Sales fell by half last year, according to the union.",
            ("assertion", "the union", "according to", "Sales fell by half last year"),
        ),
        ("The union fears that jobs will go.", ("concern", "The union", "fears", "jobs will go")),
        ("Georgia denied shelling the village.", ("denial", "Georgia", "denied", "shelling the village")),
        ("The mayor vowed to fight the ruling.", ("promise", "The mayor", "vowed", "to fight the ruling")),
        (
            "Kenya urged the rebels to leave the town.",
            ("demand", "Kenya", "urged", "to leave the town"),
        ),
        (
            "Kenya's foreign minister called on both sides to halt the fighting.",
            ("demand", "Kenya's foreign minister", "called on", "to halt the fighting"),
        ),
        (
            "The senator called for a new election.",
            ("demand", "The senator", "called for", "a new election"),
        ),
        (
            "Police accused the company of hiding the leak.",
            ("accusation", "Police", "accused", "hiding the leak"),
        ),
        (
            "The clubs voiced deep concern over the spread of the disease.",
            ("concern", "The clubs", "voiced deep concern over", "the spread of the disease"),
        ),
        (
            "Iran's claim that the ship was empty surprised the crew.",
            ("assertion", "Iran", "claim", "the ship was empty"),
        ),
        (
            "Norway is confident that the deal will survive.",
            ("prediction", "Norway", "is confident", "the deal will survive"),
        ),
        (
            "The envoy was quoted as saying the truce would last.",
            ("prediction", "The envoy", "saying", "the truce would last"),
        ),
        (
            "Polls show a close race in the north.",
            ("assertion", "Polls", "show", "a close race in the north"),
        ),
        ("The bank asked whether the loan was paid.", ("question", "The bank", "asked", "whether the loan was paid")),
    ],
)
def test_forms_of_attribution(text: str, row: tuple[str, str, str, str]) -> None:
    assert row in list(Found(text).rows())


@pytest.mark.parametrize(
    "text",
    [
        "The train left the station at noon.",
        "Rebels attacked the village and burned two houses.",
        "The club sent three players to Lisbon.",
    ],
)
def test_what_the_article_says_itself_is_no_claim(text: str) -> None:
    assert Found(text).claims == []


def test_split_quotation_is_one_claim_without_its_marks() -> None:
    found = Found('"We will rebuild," Mayor Ana Ruiz said on Monday. "It will take years."')

    (claim,) = found.claims

    assert [found.document.quote(span) for span in claim.content] == ["We will rebuild", "It will take years"]
    assert claim.quotation == "direct"


def test_quotation_in_a_clause_is_mixed() -> None:
    (claim,) = Found("The coach said the referee had been “blind and deaf all evening” on Sunday.").claims

    assert claim.quotation == "mixed"


def test_quotation_over_two_paragraphs_has_one_speaker() -> None:
    found = Found('"The dam is old and weak.\n\n"It will break one day," Amina Yusuf wrote.')

    (claim,) = found.claims

    assert [found.document.quote(span) for span in claim.content] == [
        "The dam is old and weak",
        "It will break one day",
    ]


def test_signed_quotation() -> None:
    found = Found("“Nobody told us that the river was rising.” — Ngozi Bello")

    assert [found.chain(claim) for claim in found.claims] == [["Ngozi Bello"]]


def test_pronoun_as_source_is_resolved() -> None:
    found = Found("Ngozi Bello runs the market. She said the roof leaks.")

    claim = found.only("the roof leaks")

    assert found.chain(claim) == ["Ngozi Bello"]
    assert found.document.quote(claim.attributions[0].source_span) == "She"  # type: ignore[arg-type]


def test_what_is_said_inside_a_quotation_is_the_speaker_s() -> None:
    found = Found("“I think that it would rain, and they said so,” Omar Diallo said.")

    assert [found.chain(claim) for claim in found.claims] == [["Omar Diallo"]]


def test_what_a_quotation_has_another_say_is_both_theirs() -> None:
    found = Found("“The bank told us that it would pay,” Omar Diallo said.")

    assert [found.chain(claim) for claim in found.claims] == [["Omar Diallo"], ["The bank", "Omar Diallo"]]


def test_claim_inside_a_claim_has_a_level_for_each_source() -> None:
    found = Found("The mayor said the ministry had warned that the dam would break.")

    inner = found.only("the dam would break")

    assert found.chain(inner) == ["the ministry", "The mayor"]
    assert [link.level for link in inner.attributions] == [1, 2]
    assert inner.attributions[1].factuality == "uncommitted"


def test_report_that_cites_someone_is_relayed() -> None:
    found = Found("Reuters reported on Friday, citing two officials, that the talks had failed.")

    claim = found.only("the talks had failed")

    assert found.chain(claim) == ["two officials", "Reuters"]


def test_protest_is_that_of_those_who_hold_it() -> None:
    found = Found("Activists held a march condemning Poland's deportations.")

    claim = found.only("Poland's deportations")

    assert claim.type == "condemnation"
    assert found.chain(claim) == ["Activists"]
    assert [found.names[entity] for entity in claim.about] == ["Poland"]
    assert claim.attributions[0].stance == "opposes"


def test_deed_ascribed_in_passing_accuses_its_doer_and_is_not_the_doer_s_claim() -> None:
    found = Found("The letters stressed that Chad's refusal to open the border keeps villages hungry.")

    claim = found.only("Chad's refusal to open the border")

    assert claim.type == "accusation"
    assert found.chain(claim) == ["The letters"]
    assert found.names[claim.attributions[0].toward or ""] == "Chad"
    assert "Chad" not in [found.chain(each)[0] for each in found.claims]


def test_addressees_are_all_of_them() -> None:
    found = Found("Turkey urged Germany and France to send aid.")

    claim = found.only("to send aid")

    assert [found.names[entity] for entity in claim.addressed_to] == ["Germany", "France"]


def test_message_speaks_for_its_author() -> None:
    found = Found("A letter from the governor said the tax was unfair.")

    assert found.chain(found.only("the tax was unfair")) == ["the governor"]


def test_loaded_wording_is_kept_word_for_word() -> None:
    (claim,) = Found("The envoy condemned the brutal occupation of the valley.").claims

    assert claim.wording == "brutal occupation"


def test_hearsay_has_no_source() -> None:
    (claim,) = Found("The official reportedly resigned.").claims

    assert claim.attributions[0].source is None
    assert claim.attributions[0].factuality == "uncommitted"


def test_saying_nothing_commits_to_nothing() -> None:
    (claim,) = Found("The bank did not say that it would close.").claims

    assert claim.attributions[0].factuality == "uncommitted"


def test_each_of_two_sources_keeps_its_own_words() -> None:
    found = Found("The rebels said they had taken the town, but the army said the report was false.")

    assert [(row[1], row[3]) for row in found.rows()] == [
        ("The rebels", "they had taken the town"),
        ("the army", "the report was false"),
    ]


def test_names_joined_by_and_each_hold_the_claim() -> None:
    found = Found("Chad and Niger said the border was open.")

    assert [found.chain(claim) for claim in found.claims] == [["Chad"], ["Niger"]]
    assert len({claim.id for claim in found.claims}) == 2


def test_each_other_means_both() -> None:
    found = Found("Chad and Niger accused each other of breaking the truce.")

    assert [{found.names[entity] for entity in claim.about} for claim in found.claims] == [{"Chad", "Niger"}] * 2


def test_accuser_of_a_passive_verb_is_its_agent() -> None:
    found = Found("The company has been accused by fishermen of poisoning the river.")

    (claim,) = found.claims

    assert (claim.type, found.chain(claim)) == ("accusation", ["fishermen"])
    assert found.content(claim) == "poisoning the river"


def test_nobody_said_what_they_did_not_comment_on() -> None:
    found = Found("Norway's navy said the ship had sunk; Oslo did not comment.")

    assert [found.chain(claim) for claim in found.claims] == [["Norway's navy"]]


def test_headline_label_names_the_speaker() -> None:
    found = Found("Kenya: Dam will hold\n\nEngineers from Kenya looked at the dam today.")

    assert ("prediction", "Kenya", ":", "Dam will hold") in list(found.rows())


def test_paragraph_of_quotation_goes_on_with_the_last_speaker() -> None:
    found = Found('"We have waited," said Ngozi Bello.\n\n"Nobody came to help us in the flood."')

    assert [found.chain(claim) for claim in found.claims] == [["Ngozi Bello"], ["Ngozi Bello"]]


def test_narrator_speaks_again_after_although() -> None:
    found = Found("The state said the test was a success, although it may take days to confirm.")

    assert found.only("the test was a success")


JUMBLE = """she | said | "we | , | . | ' | “ | ” | ― | according to | accused | of | the mayor's claim that
| urged | him | to go | warned | : | — | citing | Reuters | is sure | as | reportedly"""


@settings(max_examples=30)
@given(data=st.data())
def test_any_jumble_gives_facts_that_hold(data: st.DataObject) -> None:
    words = [*(word.strip() for word in JUMBLE.split("|")), "\n\n"]
    text = " ".join(data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=25)))
    if not text.strip():
        return

    found = Found(text)

    facts = ArticleFacts(
        article=found.document.article,
        extractor="test",
        entities=tuple(found.entities.entities()),
        claims=tuple(found.claims),
    )
    assert [claim.id for claim in facts.claims] == [claim.id for claim in found.claims]


def test_deed_inside_a_claim_within_a_claim_is_not_ascribed_to_the_relay() -> None:
    found = Found("The mayor said activists had condemned Poland's aggression.")

    assert [(row[0], row[1]) for row in found.rows() if row[0] in ("accusation", "condemnation")] == [
        ("condemnation", "activists")
    ]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "The coroner put the number of dead at 1,204.",
            ("quantity", "The coroner", "put", "the number of dead at 1,204"),
        ),
        ("The toll was put at 17 by the mayor.", ("quantity", "the mayor", "put", "The toll … at 17")),
        ("Divers counted 14 dead.", ("quantity", "Divers", "counted", "14 dead")),
        (
            "Insurers estimated the damage at 2 billion euros.",
            ("quantity", "Insurers", "estimated", "the damage at 2 billion euros"),
        ),
    ],
)
def test_figures_that_someone_gives(text: str, row: tuple[str, ...]) -> None:
    """Who puts a figure on something claims it, so that a count inside has its source."""
    assert list(Found(text).rows()) == [row]


@pytest.mark.parametrize(
    "text",
    [
        "The club put its boat on sale at 40 euros.",
        "The owner set the table at noon.",
        "The school counted 30 benches.",
        "Officials would put the toll at 40.",
    ],
)
def test_not_every_number_is_a_figure_given(text: str) -> None:
    assert [row for row in Found(text).rows() if row[0] == "quantity"] == []


def test_support_of_an_action_is_no_claim_and_of_a_proposal_is_one() -> None:
    assert Found("Four clubs supported the strike.").claims == []
    assert [row[3] for row in Found("Four clubs supported the proposal.").rows()] == ["the proposal"]


def test_response_to_an_event_is_no_speech() -> None:
    found = Found("The mayor urged the agencies to respond to the flood.")

    assert [(row[0], row[1]) for row in found.rows()] == [("demand", "The mayor")]


def test_what_only_takes_up_a_word_is_no_claim_of_its_own() -> None:
    assert Found("The report highlighted this figure.").claims == []
    assert [row[3] for row in Found("The report highlighted this gap in the law.").rows()] == ["this gap in the law"]


def test_sentence_before_a_semicolon_is_the_narrator_s() -> None:
    found = Found("Oslo denied the raid; Anna Berg said that the coast was calm.")

    assert [(row[1], row[3]) for row in found.rows()] == [
        ("Norway", "the raid"),
        ("Anna Berg", "the coast was calm"),
    ]


def test_saying_whose_misdeed_it_was_accuses() -> None:
    claim = Found("Anna Berg said that it was sabotage by Norway.").only("it was sabotage by Norway")

    assert (claim.type, claim.attributions[0].stance) == ("accusation", "opposes")
    assert Found("Anna Berg said that it was not sabotage by Norway.").claims[0].type == "assertion"


def test_source_goes_by_the_name_behind_a_long_title() -> None:
    found = Found("The health minister of the eastern council, Ada Moss, put the toll at 40.")

    assert found.chain(found.only("the toll at 40")) == ["Ada Moss"]


def test_a_name_given_is_no_opinion_and_their_concern_is_the_subject_s() -> None:
    found = Found("The clubs expressed their deep concern over the mines.")

    assert found.chain(found.only("the mines")) == ["The clubs"]
    assert Found("Divers found a ship called the Aurora.").claims == []


def test_manner_and_kind_of_a_message_are_no_cues() -> None:
    assert len(Found("She informed the council in writing that she would leave.").claims) == 1
    assert Found("The mayor sent a message of condolence to Anna Berg.").claims == []


def test_relative_pronoun_gives_way_to_what_it_stands_for() -> None:
    found = Found("The men who were accused of theft by the bank left.")

    claim = found.only("theft")
    assert found.names[claim.attributions[0].toward or ""] == "The men"


def test_day_is_no_source() -> None:
    assert "Friday" not in [row[1] for row in Found("An analyst on Friday theorized that it would rain.").rows()]
