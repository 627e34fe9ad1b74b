"""All benches, one after the other: `make bench`."""

from bench import (
    bench_budgets,
    bench_importers,
    bench_log,
    bench_pages,
    bench_photos,
    bench_places,
    weigh,
)

if __name__ == "__main__":
    for bench in (
        weigh,
        bench_photos,
        bench_places,
        bench_importers,
        bench_budgets,
        bench_pages,
        bench_log,
    ):
        print(f"\n{bench.__doc__.splitlines()[0]}")
        bench.main()
