"""Whether a word is a misspelling of another."""


def is_misspelling(word: str, meant: str) -> bool:
    """Whether two folded words are equal but for typing mistakes.

    Of up to three letters only two neighbours may be exchanged; of up to seven letters one letter may be wrong, of more
    two. The first letter is right, or exchanged with the second.
    """
    if word == meant:
        return True
    if min(len(word), len(meant)) < 3 or abs(len(word) - len(meant)) > 2 or not (word + meant).isalpha():
        return False
    if word[0] != meant[0] and word[:2] != meant[1::-1]:
        return False
    longest = max(len(word), len(meant))
    if longest <= 3:
        return sorted(word) == sorted(meant) and edit_distance(word, meant) == 1
    return edit_distance(word, meant) <= (1 if longest <= 7 else 2)


def edit_distance(word: str, meant: str) -> int:
    """How many letters to insert, remove, replace or exchange with a neighbour turn one word into the other."""
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for i, letter in enumerate(word, 1):
        before, last, row = row, before, [i]
        for j, other in enumerate(meant, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == meant[j - 2] and word[i - 2] == other:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
