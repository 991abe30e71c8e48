"""Self-assessment against an edition of a Code: the form as data, what the records say of each row, and the paper.

The form's rows are facts (`<year>.form.yaml` beside the edition); what is proposed follows from figures and documents
alone, and a person answers. A "no" says why and by when; a "yes" that the records speak against says why all the same.
"""
