; Nothing: no part of an article is in another language.
