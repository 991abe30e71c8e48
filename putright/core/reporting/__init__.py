"""Reports: headings, words, tables and charts, in which every figure is a question that can be asked again."""
