"""Tables that people bring as files: looked at from outside, then read as a stream."""
