"""A library to answers: numbers and codes, no sentence, no markup."""
