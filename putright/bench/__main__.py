"""`python -m putright.bench`."""

import sys

from putright.bench.main import main

sys.exit(main())
