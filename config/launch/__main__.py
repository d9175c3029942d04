"""Start here: `python3 -m config.launch run`. This file must be readable to an old Python."""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Talat needs Python 3.11 or newer and this is %d.%d. "
        "Name a newer one: make run PYTHON=python3.12" % sys.version_info[:2]
    )

from config.launch.commands import main

sys.exit(main(sys.argv[1:]))
