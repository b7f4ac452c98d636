"""What every lesson must hold: each guard takes a lesson and returns its complaints, in words.

Strict nbval runs beside them. It compares text; it doesn't see figures, numbers in prose, cells
without outputs, the order of cells, or whether a reader of the site gets what a reader in
JupyterLab gets.
"""

from tests.notebooks import guesses, outputs, structure, texts

GUARDS = (
    outputs.every_cell_ran_in_order,
    outputs.nothing_went_wrong,
    outputs.outputs_are_of_the_right_kinds,
    outputs.figures_are_those_of_a_fresh_run,
    outputs.outputs_are_the_same_everywhere,
    outputs.explorers_are_tagged,
    outputs.nobody_waits_for_long,
    outputs.a_ready_machine_has_the_memory,
    texts.numbers_in_prose_are_true,
    texts.cited_numbers_lead_to_a_source,
    texts.figures_are_described,
    texts.captions_belong_to_figures,
    texts.text_is_plain_markdown,
    texts.links_lead_somewhere,
    texts.the_templates_notes_are_gone,
    guesses.guesses_come_first,
    guesses.answers_have_words,
    structure.cells_are_short,
    structure.code_agrees_with_the_package,
    structure.lesson_is_complete,
    structure.minutes_are_counted,
    structure.lesson_is_told_as_all_are,
    structure.exercises_are_complete,
    structure.exercises_are_checked,
    structure.exercises_are_answered,
    structure.exercises_need_no_solution,
)
