"""The findings of an audit as a letter, in the words that inspection letters use."""
