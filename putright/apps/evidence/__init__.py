"""The evidence pack: what a redress body is sent of a case, as one PDF and one ZIP that proves itself."""
