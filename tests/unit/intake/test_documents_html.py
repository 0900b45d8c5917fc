# SPDX-License-Identifier: Apache-2.0
"""Pages: what a person sees of them."""

from __future__ import annotations

import pytest
from tests.unit.intake.documents_made import read

from hiden.intake.documents.page_text import page_text
from hiden.intake.documents.values import ProblemReason


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>原<b>価</b><i>表</i>", "原価表"),
        ("<p>一<p>二<div>三</div>四", "一\n二\n三\n四"),
        ("一<br>二<hr>三", "一\n二\n三"),
        ("<table><tr><td>a<td>b<tr><th>c<td>d</table>", "a\tb\nc\td"),
        ("<ul><li>a<li>b</ul>", "a\nb"),
        ("<p>  a \n\t b  </p>\n\n  <p>c", "a b\nc"),
        ("<pre>a  b\n\n\tc</pre>d", "a  b\n\n\tc\nd"),
        ("<title>題</title><body>文", "題\n文"),
        ("<img alt='図 一'>と<img>", "図 一 と"),
        ("a<script>b</script><style>c</style><template>d</template><!-- e -->f", "af"),
        ("&lt;極秘&gt;&nbsp;&#x79d8;", "<極秘>\xa0秘"),
        ("", ""),
        ("<p hidden>隠し", "隠し"),
    ],
)
def test_blocks_break_lines_and_inline_elements_do_not(page: str, text: str) -> None:
    assert text == page_text(page)


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "iso2022_jp", "utf-8", "utf-16"])
def test_the_encoding_may_be_stated_falsely(encoding: str) -> None:
    page = "<html><head><meta charset='utf-8'></head><body>これは営業秘密です"

    assert read(page.encode(encoding)).text_of == {"": "これは営業秘密です"}


def test_a_stated_encoding_is_believed() -> None:
    page = "<html><meta http-equiv=Content-Type content='text/html; charset=Shift_JIS'>ｱｲ"

    assert read(page.encode("cp932")).text_of == {"": "ｱｲ"}


def test_a_page_of_no_text_is_said() -> None:
    assert read(b"<html>" + bytes(range(256)) * 4).reasons == [("", ProblemReason.UNSUPPORTED)]
    assert read(b"<html><script>1</script>").reasons == [("", ProblemReason.EMPTY)]
