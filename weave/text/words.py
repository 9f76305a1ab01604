"""The languages of the site, and every word that no page writes."""

LANGUAGES = ["ko", "en"]

# what a page offers to run and to take along
DOWNLOADS = {
    "ko": {
        "ipynb": "노트북 내려받기",
        "py": "코드 내려받기",
        "colab": "Colab에서 열기",
        "run": "이 장을 실행하기",
        "part": "이 장의 코드 실행하기",
        "lines": "줄",
        "numpy": "이 장의 코드는 NumPy를 쓰므로 노트북에서 실행합니다.",
        "lab": "이 페이지는 노트북입니다. 내려받으면 고치면서 실행할 수 있습니다.",
    },
    "en": {
        "ipynb": "Download the notebook",
        "py": "Download the code",
        "colab": "Open in Colab",
        "run": "Run this chapter",
        "part": "Run code of this chapter",
        "lines": " lines",
        "numpy": "This chapter's code needs NumPy, so it runs in its notebook.",
        "lab": "This page is a notebook. Download it to run and to change it.",
    },
}

MINUTES = {"ko": "분", "en": " min"}

NOTEBOOK = {
    "ko": {
        "needs": "NumPy와 Matplotlib만 있으면 위에서 아래로 끝까지 실행됩니다. 바로 아래 셀은 이 "
        "노트북이 가져다 쓰는 코드와 데이터를 `{folder}` 폴더에 풀어 놓습니다. 글은 페이지의 글 "
        "그대로라서 페이지에만 있는 단추 이야기도 나옵니다.",
        "figures": "그림의 글자는 한글 글꼴이 없는 곳에서도 보이도록 영어로 적었습니다. 그림은 이 "
        "셀들이 아니라 폴더에 풀린 파일로 그리므로, 여기서 값을 바꾸어도 그대로입니다.",
        "from": "이 노트북의 페이지: {url}",
        "rest": "이 장의 나머지 코드입니다.",
    },
    "en": {
        "needs": "It runs from top to bottom with nothing but NumPy and Matplotlib. The cell below "
        "unpacks the code and data that this notebook imports into the folder `{folder}`. The "
        "words are the page's own, also where they speak of its buttons.",
        "figures": "Figures are drawn from the files in that folder, not from these cells, so they "
        "stay as they are when you change a value here.",
        "from": "The page of this notebook: {url}",
        "rest": "The rest of the chapter's code.",
    },
}

# the page of what the site carries of others
LICENCES = {
    "ko": {
        "title": "이 사이트에 담긴 것과 사용 조건",
        "about": "이 사이트가 함께 보내는 글꼴과 프로그램입니다. 사용 조건의 전문은 "
        "{text}에 있습니다.",
        "what": "담긴 것",
        "version": "판",
        "licence": "사용 조건",
        "where": "놓인 곳",
        "own": "이 사이트의 코드, 글, 그림과 데이터",
    },
    "en": {
        "title": "What this site ships, and its licences",
        "about": "Fonts and programs that come with this site. The licences in full are in {text}.",
        "what": "What",
        "version": "Version",
        "licence": "Licence",
        "where": "Where it lies",
        "own": "This site's code, text, figures and data",
    },
}
