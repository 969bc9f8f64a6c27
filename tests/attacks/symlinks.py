"""What stands in the submitted folder leads elsewhere, or is no file at all."""

import os
import socket
from pathlib import Path

from .attack import NAME, Attack, path_of


def course(folder: Path) -> Path:
    """Find the course from a submitted folder: course/submitted/<student>/<assignment>."""
    return folder.parents[2]


def to_solution(folder: Path) -> None:
    path_of(folder).unlink()
    path_of(folder).symlink_to(path_of(course(folder) / "solutions" / NAME))


def hard_link(folder: Path) -> None:
    path_of(folder).unlink()
    os.link(path_of(course(folder) / "solutions" / NAME), path_of(folder))


def to_other_student(folder: Path) -> None:
    path_of(folder).unlink()
    path_of(folder).symlink_to(path_of(Path("../../zoe") / NAME))


def data_to_secret(folder: Path) -> None:
    (folder / "launches.csv").unlink()
    (folder / "launches.csv").symlink_to(course(folder).parent / "home" / ".ssh" / "id_rsa")


def data_to_gradebook(folder: Path) -> None:
    (folder / "launches.csv").unlink()
    (folder / "launches.csv").symlink_to(course(folder) / "gradebook.db")


def extra_link(folder: Path) -> None:
    (folder / "notes.txt").symlink_to("/etc/passwd")


def folder_link(folder: Path) -> None:
    (folder / "more").symlink_to(course(folder) / "solutions")


def whole_folder(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    folder.symlink_to(course(folder) / "solutions" / NAME)


def loop(folder: Path) -> None:
    (folder / "loop").symlink_to(folder)
    (folder / "self").symlink_to("self")


def pipe(folder: Path) -> None:
    path_of(folder).unlink()
    os.mkfifo(path_of(folder))


def extra_pipe(folder: Path) -> None:
    os.mkfifo(folder / "launches2.csv")


def extra_socket(folder: Path) -> None:
    before = Path.cwd()
    os.chdir(folder)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as end:
        end.bind("s")
    os.chdir(before)


def directory(folder: Path) -> None:
    path_of(folder).unlink()
    path_of(folder).mkdir()


TRICKS = {
    "link_to_solution": ("makes its notebook a link to the solution", to_solution),
    "hard_link_to_solution": ("makes its notebook a hard link to the solution", hard_link),
    "link_to_student": ("makes its notebook a link to another student's", to_other_student),
    "link_to_secret": ("makes its data file a link to the instructor's key", data_to_secret),
    "link_to_gradebook": ("makes its data file a link to the gradebook", data_to_gradebook),
    "extra_link": ("adds a link to a file of the system", extra_link),
    "link_to_folder": ("adds a link to the folder of the solutions", folder_link),
    "linked_submission": ("makes its whole submission a link to the solution", whole_folder),
    "link_loop": ("adds links that lead to themselves", loop),
    "pipe_for_notebook": ("hands in a pipe, which is never at its end", pipe),
    "extra_pipe": ("adds a pipe", extra_pipe),
    "extra_socket": ("adds a socket", extra_socket),
    "folder_for_notebook": ("hands in a folder with the notebook's name", directory),
}
SYMLINKS = [Attack(name, "symlinks", tries, edit=edit) for name, (tries, edit) in TRICKS.items()]
