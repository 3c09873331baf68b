"""Whether a word is a misspelling of another."""


def is_misspelling(word: str, other_word: str) -> bool:
    """Whether two folded words are equal except for typing mistakes.

    Up to three letters: two neighbours exchanged. Up to seven letters: one wrong letter; longer words: two. The first
    letter must be equal, or exchanged with the second.
    """
    if word == other_word:
        return True
    if min(len(word), len(other_word)) < 3 or abs(len(word) - len(other_word)) > 2 or not (word + other_word).isalpha():
        return False
    if word[0] != other_word[0] and word[:2] != other_word[1::-1]:
        return False
    longest = max(len(word), len(other_word))
    if longest <= 3:
        return sorted(word) == sorted(other_word) and edit_distance(word, other_word) == 1
    return edit_distance(word, other_word) <= (1 if longest <= 7 else 2)


def edit_distance(word: str, other_word: str) -> int:
    """The Damerau-Levenshtein distance of two words (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other_word) + 1))
    for i, letter in enumerate(word, 1):
        before, last, row = row, before, [i]
        for j, other in enumerate(other_word, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == other_word[j - 2] and word[i - 2] == other:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
