"""What a camera or telephone wrote into a file is gone before it is kept; what the file shows is not."""

from __future__ import annotations

import io
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from putright.apps.casework.files import boxes, cleaning, pictures, strip
from putright.apps.casework.files.cleaning import Unreadable, cleaned
from putright.apps.casework.files.kinds import kind_of
from tests.apps import pictures as made

KINDS = ["jpeg", "png", "webp", "gif", "tiff", "heic"]
TAGS = {0x0112}


def opened(body: bytes) -> Image.Image:
    return Image.open(io.BytesIO(body))


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_the_camera_wrote_is_kept(kind):
    body = made.of(kind)
    assert made.SECRET in body
    kept = cleaned(body, kind_of(body))
    assert made.SECRET not in kept.body
    found = opened(kept.body)
    assert not found.getexif().get_ifd(0x8825)
    assert not found.getexif().get_ifd(0x8769)
    assert not {"comment", "xmp", "XML:com.adobe.xmp", "Author", "photoshop"} & set(found.info)
    if kind != "tiff":
        assert set(found.getexif()) <= TAGS


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_not_a_dot_changes(kind):
    body = made.of(kind)
    kept = opened(cleaned(body, kind_of(body)).body)
    assert kept.tobytes() == opened(body).tobytes()
    assert kept.getexif()[0x0112] == 6


@pytest.mark.parametrize("turned", range(1, 9))
@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "tiff", "heic"])
def test_it_is_shown_the_same_way_up(kind, turned):
    body = made.of(kind, turned)
    before, after = (ImageOps.exif_transpose(opened(one)) for one in (body, cleaned(body, kind_of(body)).body))
    assert before.size == after.size
    for at in ((3, 3), (before.width - 4, before.height - 4), (3, before.height - 4)):
        assert _near(before.convert("RGB").getpixel(at), after.convert("RGB").getpixel(at))


def _near(one, other) -> bool:
    return all(abs(a - b) < 40 for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "heic"])
def test_when_it_was_taken_is_noted_first(kind):
    body = made.of(kind)
    assert cleaned(body, kind_of(body)).taken_at == made.TAKEN


@pytest.mark.parametrize("said", ["", "0000:00:00 00:00:00", "2026:13:40 99:00:00", "<b>now</b>", "2026"])
def test_a_camera_without_a_clock_says_nothing(said):
    block = Image.Exif()
    block[0x8769] = {0x9003: said, 0x9011: "nonsense"}
    out = io.BytesIO()
    made.picture().save(out, "JPEG", exif=block)
    assert cleaned(out.getvalue(), "image/jpeg").taken_at == ""


def test_a_gif_still_moves():
    kept = opened(cleaned(made.gif(), "image/gif").body)
    assert (kept.n_frames, kept.info["loop"], kept.info["duration"]) == (3, 0, 100)


def test_every_page_of_a_scan_is_kept_with_its_size():
    kept = opened(cleaned(made.tiff(turned=1, pages=3), "image/tiff").body)
    assert kept.n_frames == 3
    assert kept.info["dpi"] == pytest.approx((300, 300))


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "CMYK", "I;16"])
def test_a_scan_of_any_colours_is_kept(mode):
    out = io.BytesIO()
    Image.new(mode, made.SIZE).save(out, "TIFF")
    kept = opened(cleaned(out.getvalue(), "image/tiff").body)
    assert (kept.size, kept.mode) == (made.SIZE, mode)


def test_a_scan_that_came_packed_as_jpeg_does_not_swell():
    out = io.BytesIO()
    Image.effect_noise((600, 600), 60).convert("RGB").save(out, "TIFF", compression="jpeg", quality=75)
    assert len(cleaned(out.getvalue(), "image/tiff").body) < 3 * len(out.getvalue())


def test_heic_becomes_a_picture_that_every_program_shows():
    kept = cleaned(made.heic(), "image/heic")
    assert kept.kind == kind_of(kept.body) == "image/jpeg"


@pytest.mark.parametrize("kind", ["L", "CMYK", "progressive"])
def test_jpegs_of_other_makes(kind):
    out = io.BytesIO()
    mode = kind if kind != "progressive" else "RGB"
    made.picture().convert(mode).save(out, "JPEG", progressive=kind == "progressive", exif=made.exif())
    kept = cleaned(out.getvalue(), "image/jpeg").body
    assert opened(kept).tobytes() == opened(out.getvalue()).tobytes()


def test_a_picture_with_another_behind_it_loses_the_other():
    out = io.BytesIO()
    made.picture().save(out, "MPO", save_all=True, append_images=[made.picture()])
    kept = opened(cleaned(out.getvalue(), "image/jpeg").body)
    assert kept.format == "JPEG"
    assert len(kept.fp.read()) == 0 or getattr(kept, "n_frames", 1) == 1


def test_a_bomb_is_refused():
    with pytest.raises(Unreadable, match="more dots"):
        cleaned(made.bomb(), "image/png")


def test_what_takes_too_long_or_dies_is_refused(monkeypatch):
    monkeypatch.setattr(cleaning, "SECONDS", 0.001)
    with pytest.raises(Unreadable, match="too long"):
        cleaned(made.jpeg(), "image/jpeg")
    monkeypatch.setattr(cleaning, "SECONDS", 60)
    monkeypatch.setattr(cleaning, "PROGRAM", "putright.nowhere")
    with pytest.raises(Unreadable, match="damaged"):
        cleaned(made.jpeg(), "image/jpeg")


def test_the_program_that_reads_pictures_is_told_no_secrets(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "very secret")
    asked = {}

    def run(*_, env, **__):
        asked.update(env)
        raise cleaning.subprocess.TimeoutExpired("", 1)

    monkeypatch.setattr(cleaning.subprocess, "run", run)
    with pytest.raises(Unreadable):
        cleaned(made.jpeg(), "image/jpeg")
    assert set(asked) == {"PATH", "LANG"}
    assert "SECRET_KEY" in os.environ


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_damaged_picture_raises_nothing_else(data):
    kind = data.draw(st.sampled_from(["jpeg", "png", "webp", "gif"]))
    body = bytearray(made.of(kind))
    for _ in range(data.draw(st.integers(1, 6))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    del body[data.draw(st.integers(0, len(body))) :]
    try:
        strip.WAYS[f"image/{kind}"](bytes(body), 1)
    except strip.Damaged:
        return


def test_a_picture_cut_short_keeps_what_it_has():
    out = io.BytesIO()
    Image.effect_noise((300, 300), 90).convert("RGB").save(out, "JPEG")
    half = out.getvalue()[: len(out.getvalue()) // 2]
    assert cleaned(half, "image/jpeg").body.startswith(half[:2])


@pytest.mark.parametrize("body", [b"\xff\xd8\xff\xe0", made.png()[:40], b"GIF89a", b"RIFF\x04\0\0\0WEBP", b"II*\0\0\0"])
def test_what_is_no_picture_after_all_is_refused(body):
    with pytest.raises(Unreadable, match="damaged"):
        cleaned(body, kind_of(body))


# ---- film -----------------------------------------------------------------------------------


def test_a_film_loses_where_it_was_taken_and_nothing_moves_within_it():
    body = made.film()
    kept = cleaned(body, "video/quicktime")
    assert made.SECRET in body
    assert made.SECRET not in kept.body
    assert b"51.5" not in kept.body
    assert len(kept.body) == len(body)
    assert kept.body.index(b"dots and sound") == body.index(b"dots and sound")
    assert kept.taken_at == "2025-12-31T04:26:40+00:00"


@given(st.binary(max_size=200))
def test_any_boxes_at_all_are_read(noise):
    body = made.film()[:60] + noise
    assert len(boxes.cleaned(body)) == len(body)
    boxes.taken_at(body)


def test_the_program_answers_whatever_it_is_given():
    assert pictures.answer(b"nonsense", "image/png") == (
        {"unreadable": "it is damaged: it cannot be opened as a picture"}, b"",
    )  # fmt: skip


def test_a_picture_that_would_become_too_large_is_packed_closer(monkeypatch):
    noise = Image.effect_noise((400, 400), 90)
    whole = len(pictures._as_jpeg(noise))
    monkeypatch.setattr(pictures, "MOST_BYTES", whole - 1)
    assert len(pictures._as_jpeg(noise)) < whole
