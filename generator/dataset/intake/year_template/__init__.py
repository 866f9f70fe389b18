"""The workbook of a year: what it asks for, how it is written, and how it is read again."""
