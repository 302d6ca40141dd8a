"""`kitgen release`: the folder that is published, and its proof."""

from __future__ import annotations

from pathlib import Path

import click

from kitgen.cli.options import JOBS
from kitgen.cli.progress import show_progress
from kitgen.cli.report import Report, default_format
from kitgen.errors import AttentionError, Code, Diagnostic, ExitCode, UsageError
from kitgen.pipeline.pool import Workers
from kitgen.pipeline.release import Asked, Released
from kitgen.pipeline.release import release as publish
from kitgen.pipeline.release_gate import WAIVABLE, check_waivers
from kitgen.pipeline.release_verify import open_dossier, verify


@click.command("release")
@click.argument("edition", metavar="[ÉDITION]", required=False)
@click.option(
    "--waive",
    "waived",
    metavar="MOTIF",
    multiple=True,
    help="Publie malgré ce motif, que le dossier gardera : "
    f"{', '.join(WAIVABLE)} ; peut être répété.",
)
@click.option(
    "--since",
    metavar="VERSION",
    help="L'édition à comparer pour NOUVEAUTES.md : un dossier publié ou une révision git ; par "
    "défaut, la précédente de output/releases.",
)
@click.option(
    "--verify",
    "dossier",
    metavar="DOSSIER",
    type=click.Path(path_type=Path, file_okay=False),
    help="Refait ce dossier publié à partir de sa révision, et nomme chaque fichier qui diffère.",
)
@JOBS
@click.pass_obj
def release_command(
    project: Path,
    edition: str | None,
    waived: tuple[str, ...],
    since: str | None,
    dossier: Path | None,
    jobs: int,
) -> int:
    """Publie l'édition du projet dans output/releases, en entier ou pas du tout.

    Tout y est : l'édition nationale, fiche par fiche aussi, et celles des régions, en PDF et en
    Word, une archive par collection, la page de téléchargement, ce qui change depuis l'édition
    précédente et les empreintes. ÉDITION, si on la donne, doit être celle de kitgen.yaml.

    Une édition publiée ne change plus. Une erreur, une déclinaison périmée, une fiche trop longue
    ou un fichier qui n'est pas enregistré dans git arrêtent la publication.

    Exemple : kitgen release 2026-11
    """
    report = Report()
    with Workers(jobs) as workers:
        if dossier is not None:
            if edition or waived or since:
                message = "`--verify` ne s'emploie qu'avec le dossier à vérifier"
                raise UsageError(Diagnostic(Code.UNKNOWN_TARGET, message))
            return _verify(project, dossier, workers, report)
        return _publish(project, Asked(edition, since, check_waivers(waived)), workers, report)


def _publish(project: Path, asked: Asked, workers: Workers, report: Report) -> int:
    try:
        with show_progress(report.console) as observer:
            done = publish(project, asked, workers, observer)
    except AttentionError as held:
        report.error(held)
        names = dict.fromkeys(one.code for one in held.diagnostics)
        words = " ".join(f"--waive {name}" for name in names)
        report.line(f"Rien n'est publié ; pour publier malgré tout : `kitgen release {words}`")
        return held.exit_code
    report.diagnostics(done.warnings, default_format())
    _summary(report, done)
    return ExitCode.OK


def _summary(report: Report, done: Released) -> None:
    for one in done.derogations:
        report.line(f"Motif levé : {one.nom} ({len(one.raisons)})")
    if done.new:
        files = [one for one in done.folder.iterdir() if one.is_file()]
        size = sum(one.stat().st_size for one in files) / 1_000_000
        report.line(f"Publié : {len(files)} fichiers, {size:.1f} Mo".replace(".", ","))
    else:
        report.line(f"L'édition {done.folder.name} est déjà publiée, rien à faire")
    click.echo(str(done.folder))


def _verify(project: Path, folder: Path, workers: Workers, report: Report) -> int:
    opened = open_dossier(project, folder)
    report.diagnostics(opened.warnings, default_format())
    with show_progress(report.console) as observer:
        found = verify(opened, workers, observer)
    if found:
        report.diagnostics(found, default_format())
        return ExitCode.CONTENT
    number = len(opened.publication.fichiers) + len(opened.publication.annexes)
    report.line(f"{folder} : {number} fichiers, tous ceux que donne la révision enregistrée")
    return ExitCode.OK
