"""What is counted of complaints: facts of each case, the measures over them, and the rules of the regulator's own.

Every figure is a question (`question.Question`): which measure, over which days, of which part of the cases. It can be
asked for any past day, and it opens to the cases behind it.
"""
