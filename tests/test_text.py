"""Words, runs of words and their fingerprints."""

from twoviews import text


def test_words_fold_accents_case_and_typography():
    assert text.words("Kim’s CAFÉ — 2018, “naïve”") == ["kim", "s", "cafe", "2018", "naive"]


def test_words_of_other_scripts_and_empty_texts_are_none():
    assert text.words("김정은 …") == []
    assert text.shingles([]) == []


def test_a_fingerprint_is_the_same_on_every_machine():
    assert text.fingerprint(["a", "b", "c", "d", "e"]) == "43a8410fbb4efb52"


def test_a_copied_run_is_counted_in_words_and_honest_text_shares_none():
    original = set(text.fingerprints("the quick brown fox jumps over the lazy dog today"))
    assert text.copied_run("He wrote: quick brown fox jumps over the lazy cat", original) == 7
    assert text.copied_run("A quick brown dog jumps over a fox", original) == 0
    assert text.copied_run("", original) == 0
