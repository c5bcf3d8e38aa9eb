"""Texts in other languages: told apart, read by punctuation or by a pipeline that was named."""

# ruff: noqa: E501 (East Asian letters count twice)

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from platformdirs import user_config_path

from tests.analysis.conftest import SEED
from tui.analysis import ANALYSERS
from tui.analysis.analyser_selection import fitting, unnamed
from tui.analysis.finding_stages import find, refine
from tui.analysis.findings_cache import FindingsCache
from tui.analysis.language_detection import NAMES, language_of
from tui.analysis.workers.analysis_process import AnalysisProcess
from tui.errors import AnalysisError, UsageError
from tui.model import Article

TEXTS = {
    "en": "The minister said on Monday that the talks would go on for as long as it takes, and that "
    "nobody had asked her to give up the post she has held since the spring. She was not at the "
    "meeting, but her deputy told reporters that it had been a good one.",
    "de": "Die Ministerin sagte am Montag, dass die Gespräche so lange weitergehen, wie es nötig "
    "ist, und dass niemand sie gebeten habe, das Amt aufzugeben, das sie seit dem Frühjahr hat. "
    "„Wir machen weiter“, sagte Angela Merkel in Berlin. Sie war nicht bei der Sitzung dabei.",
    "fr": "La ministre a dit lundi que les discussions continueraient aussi longtemps qu’il le "
    "faudrait et que personne ne lui avait demandé de quitter le poste qu’elle occupe depuis le "
    "printemps. « Nous continuons », a-t-elle ajouté dans une salle de la mairie de Lyon.",
    "es": "La ministra dijo el lunes que las conversaciones seguirán mientras sea necesario y que "
    "nadie le ha pedido que deje el cargo que ocupa desde la primavera. No estuvo en la reunión, "
    "pero su segundo dijo a los periodistas que había sido buena para todos.",
    "it": "La ministra ha detto lunedì che i colloqui andranno avanti finché sarà necessario e che "
    "nessuno le ha chiesto di lasciare il posto che occupa dalla primavera. Non era alla riunione, "
    "ma il suo vice ha detto ai giornalisti che è stata una buona riunione per tutti.",
    "pt": "A ministra disse na segunda-feira que as conversas vão continuar até ser necessário e "
    "que ninguém lhe pediu para deixar o cargo que ocupa desde a primavera. Ela não esteve na "
    "reunião, mas o seu adjunto disse aos jornalistas que foi uma boa reunião para todos.",
    "nl": "De minister zei maandag dat de gesprekken doorgaan zolang het nodig is, en dat niemand "
    "haar heeft gevraagd om de post op te geven die ze sinds het voorjaar heeft. Ze was niet bij de "
    "vergadering, maar haar plaatsvervanger zei dat het een goede was.",
    "sv": "Ministern sade på måndagen att samtalen ska fortsätta så länge som det behövs, och att "
    "ingen har bett henne att lämna den post som hon har haft sedan i våras. Hon var inte med på "
    "mötet, men hennes ställföreträdare sade till journalisterna att det var bra.",
    "pl": "Minister powiedziała w poniedziałek, że rozmowy będą trwały tak długo, jak to będzie "
    "potrzebne, i że nikt nie prosił jej o to, by oddała urząd, który ma od wiosny. Nie było jej na "
    "spotkaniu, ale jej zastępca mówił, że było to dobre spotkanie dla nich.",
    "ru": "Министр сказала в понедельник, что переговоры будут идти так долго, как это нужно, и что "
    "никто не просил её уйти с поста, который она занимает с весны. Её не было на встрече, но её "
    "заместитель сказал, что это была хорошая встреча для всех, кто был там.",
    "zh": "部长周一表示，会谈将根据需要继续进行，没有人要求她放弃自春季以来担任的职务。“我们会继续下去，”她说。",
    "ja": "大臣は月曜日、協議は必要な限り続くと述べ、春から務めている職を辞するよう求められたことはないと語った。",
    "ko": "장관은 월요일에 회담이 필요한 만큼 계속될 것이며 아무도 그녀에게 사임을 요구하지 않았다고 말했다.",
    "el": "Η υπουργός είπε τη Δευτέρα ότι οι συνομιλίες θα συνεχιστούν όσο χρειαστεί και ότι κανείς.",
    "ar": "قالت الوزيرة يوم الاثنين إن المحادثات ستستمر ما دام ذلك ضروريا ولم يطلب منها أحد الاستقالة.",
    "he": "השרה אמרה ביום שני כי השיחות יימשכו כל זמן שיהיה צורך וכי איש לא ביקש ממנה לפרוש.",
}  # fmt: skip
FINNISH = (
    "Ministeri sanoi maanantaina, että neuvottelut jatkuvat niin kauan kuin tarvitaan, eikä kukaan "
    "ole pyytänyt häntä luopumaan virasta, joka hänellä on ollut keväästä lähtien. Hän ei ollut "
    "paikalla kokouksessa, mutta hänen sijaisensa kertoi toimittajille, että se oli hyvä kokous "
    "kaikille niille, jotka olivat siellä."
)
NAMED = ANALYSERS.get("spacy-md")
GERMAN = Article("de", TEXTS["de"] + "\n", "Gespräche")


@pytest.mark.parametrize("code", TEXTS)
def test_languages_are_told_apart(code):
    assert language_of(TEXTS[code]) == code
    assert code in NAMES


def test_a_language_that_nobody_knows_is_not_english():
    assert language_of(FINNISH) == ""
    assert "does not seem to be English" in unnamed(NAMED, FINNISH)


def test_english_with_foreign_words_is_english(seed):
    assert language_of(SEED.read_text("utf-8")) == "en"
    assert language_of(f"{TEXTS['en']} {TEXTS['en']} {TEXTS['de']}") == "en"
    assert unnamed(NAMED, TEXTS["en"]) == ""


@pytest.mark.parametrize("text", ["", "Ja.", "Angela Merkel, Berlin", "1 2 3", "\n", "—"])
def test_a_text_of_a_few_words_counts_as_english(text):
    assert language_of(text) == "en"


@given(st.text(max_size=300))
def test_any_text_has_a_language_or_none(text):
    assert language_of(text) in {*NAMES, ""}


def test_nobody_is_named_in_another_language(tmp_path):
    found = find(GERMAN, FindingsCache(tmp_path), NAMED)
    assert found.entities == ()
    assert [quote.content[0].of(GERMAN.text) for quote in found.quotes] == ["„Wir machen weiter“"]
    assert unnamed(NAMED, GERMAN.text) == (
        "No names are looked for: this text seems to be German; quotes are found by punctuation."
    )


def test_no_process_is_started_for_it(tmp_path):
    process = AnalysisProcess("spacy-md")
    (found,) = refine(GERMAN, FindingsCache(tmp_path), process)
    assert found.analyser == "punctuation"
    assert process.pid is None


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """The reader's config.toml."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    folder = user_config_path("pullquote")
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "config.toml"


def test_a_pipeline_of_another_language_finds_its_names(settings, tmp_path):
    pipeline = spacy.blank("de")
    pipeline.add_pipe("entity_ruler").add_patterns(
        [{"label": "PER", "pattern": "Angela Merkel"}, {"label": "LOC", "pattern": "Berlin"}]
    )
    pipeline.to_disk(tmp_path / "german")
    settings.write_text(f'[analysis.pipelines]\nde = "{tmp_path / "german"}"\n', "utf-8")
    found = find(GERMAN, FindingsCache(tmp_path / "cache"), NAMED)
    assert [(e.span.of(GERMAN.text), e.label) for e in found.entities] == [
        ("Angela Merkel", "PERSON"), ("Berlin", "LOC"),
    ]  # fmt: skip
    assert len(found.quotes) == 1
    assert unnamed(NAMED, GERMAN.text) == ""
    assert find(GERMAN, FindingsCache(tmp_path / "cache"), NAMED) == found


def test_another_pipeline_is_another_entry_of_the_cache(settings):
    keys = set()
    for package in ("one", "two"):
        settings.write_text(f'[analysis.pipelines]\nde = "{package}"\n')
        analyser = fitting(NAMED, GERMAN.text)
        keys.add((analyser.name, analyser.version))
    assert len(keys) == 2


def test_a_pipeline_that_is_not_installed_is_said_with_what_to_do(settings, tmp_path):
    settings.write_text('[analysis.pipelines]\nde = "de_core_news_sm"\n')
    with pytest.raises(AnalysisError, match="python -m spacy download de_core_news_sm"):
        find(GERMAN, FindingsCache(tmp_path), NAMED)


@pytest.mark.parametrize("content", ["analysis = 1", "[analysis]\npipelines = 'de'", "[[["])
def test_a_config_of_another_shape_is_said(settings, content):
    settings.write_text(content)
    with pytest.raises(UsageError, match=r"config\.toml"):
        fitting(NAMED, GERMAN.text)


def test_an_analyser_for_any_language_is_left_alone(monkeypatch):
    monkeypatch.setattr(type(NAMED), "language", "")
    assert fitting(NAMED, GERMAN.text) is NAMED
