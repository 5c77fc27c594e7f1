from quoth.cli import main

main()
