//! Order, bounds and failures of a batch, with items that make any trouble.

use std::collections::HashSet;
use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;
use std::time::{Duration, Instant};

use super::feed::MOST_AT_ONCE;
use super::line::LIMIT;
use super::{Piece, run, run_on};

/// Numbers, and the bytes they show. Those that show nothing are taken over.
#[derive(Debug)]
struct Made {
    numbers: Vec<usize>,
    shown: usize,
}

impl Piece for Made {
    fn weight(&self) -> usize {
        self.shown
    }

    fn join(&mut self, next: Self) -> Option<Self> {
        if next.shown > 0 {
            return Some(next);
        }
        self.numbers.extend(next.numbers);
        None
    }
}

fn jobs(count: usize) -> NonZeroUsize {
    NonZeroUsize::new(count).unwrap()
}

fn made(number: usize, shown: usize) -> Made {
    let numbers = vec![number];
    Made { numbers, shown }
}

/// Runs, and gives the numbers as they came out.
fn numbers(
    items: impl Iterator<Item = usize> + Send,
    workers: usize,
    work: impl Fn(&usize) -> Made + Sync,
) -> Vec<usize> {
    let mut out = Vec::new();
    let rescue = |_: &usize, panic: &str| panic!("{panic}");
    let left = run(items, jobs(workers), work, rescue, |made| {
        out.extend(made.numbers);
    });
    assert!(!left);
    out
}

/// Waits for something that another thread does, but not for ever.
fn until(what: impl Fn() -> bool) {
    let started = Instant::now();
    while !what() {
        assert!(started.elapsed() < Duration::from_secs(60), "it never came");
        thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn order_is_the_items_order() {
    for workers in [1, 2, 3, 16, 200] {
        for count in [0, 1, 2, 3, 64, 65, 1000] {
            let out = numbers(0..count, workers, |&number| {
                if number % 7 == 3 {
                    thread::sleep(Duration::from_micros(number as u64 * 37 % 300));
                }
                made(number, number % 3)
            });
            assert_eq!(out, Vec::from_iter(0..count), "{count} with {workers}");
        }
    }
}

#[test]
fn no_more_threads_than_items() {
    let threads = Mutex::new(HashSet::new());
    numbers(0..3, 50, |&number| {
        threads.lock().unwrap().insert(thread::current().id());
        made(number, 0)
    });
    assert!(threads.lock().unwrap().len() <= 3);
}

/// All others are done while the first one takes its time, for they show nothing; but for those
/// that were taken together with it.
#[test]
fn a_slow_item_holds_nobody_up() {
    const COUNT: usize = 200_000;
    let others = AtomicUsize::new(0);
    let out = numbers(0..COUNT, 3, |&number| {
        if number == 0 {
            until(|| others.load(SeqCst) >= COUNT - MOST_AT_ONCE);
        } else {
            others.fetch_add(1, SeqCst);
        }
        made(number, 0)
    });
    assert_eq!(out.len(), COUNT);
    assert!(out.is_sorted());
}

/// It comes out while others are worked on, though nobody is woken for it.
#[test]
fn what_shows_nothing_is_given_out_in_time() {
    let given = AtomicUsize::new(0);
    let work = |&number: &usize| {
        if number == 999 {
            until(|| given.load(SeqCst) > 0);
        }
        made(number, 0)
    };
    let rescue = |_: &usize, panic: &str| panic!("{panic}");
    run(0..1_000, jobs(2), work, rescue, |made| {
        given.fetch_add(made.numbers.len(), SeqCst);
    });
    assert_eq!(given.into_inner(), 1_000);
}

/// What was made and not yet given out, and the most there ever was of it, in bytes.
#[derive(Default)]
struct Waiting {
    now: AtomicUsize,
    most: AtomicUsize,
}

impl Waiting {
    fn add(&self, bytes: usize) {
        let now = self.now.fetch_add(bytes, SeqCst) + bytes;
        self.most.fetch_max(now, SeqCst);
    }
}

#[test]
fn what_waits_is_bounded_by_its_bytes() {
    const SHOWN: usize = 100_000;
    const COUNT: usize = 1_000;
    for slow_printer in [false, true] {
        let (waiting, begun) = (Waiting::default(), AtomicUsize::new(0));
        let work = |&number: &usize| {
            begun.fetch_add(1, SeqCst);
            if number == 0 && !slow_printer {
                // As many as may are done before this one: then nothing new is begun.
                until(|| waiting.now.load(SeqCst) > LIMIT);
                thread::sleep(Duration::from_millis(50));
                assert!(begun.load(SeqCst) < 2 * LIMIT / SHOWN);
            }
            waiting.add(SHOWN);
            made(number, SHOWN)
        };
        let mut next = 0;
        run(
            0..COUNT,
            jobs(4),
            work,
            |_, panic| panic!("{panic}"),
            |made| {
                if slow_printer && next % 50 == 0 {
                    thread::sleep(Duration::from_millis(5));
                }
                assert_eq!(made.numbers, [next]);
                waiting.now.fetch_sub(SHOWN, SeqCst);
                next += 1;
            },
        );
        assert_eq!(next, COUNT);
        let most = waiting.most.into_inner();
        assert!(most <= 2 * LIMIT + 10 * SHOWN, "{most} bytes waited");
    }
}

#[test]
fn a_panic_costs_its_item() {
    let out = Mutex::new(Vec::new());
    let work = |&number: &usize| {
        assert!(number % 10 != 4, "no {number}");
        made(number, 1)
    };
    let rescue = |&number: &usize, panic: &str| {
        out.lock().unwrap().push((number, panic.to_owned()));
        made(number, 1)
    };
    let mut count = 0;
    run(0..100, jobs(3), work, rescue, |_| count += 1);
    assert_eq!(count, 100);
    let mut out = out.into_inner().unwrap();
    out.sort();
    assert_eq!(out.len(), 10);
    assert_eq!(out[1], (14, "no 14".to_owned()));
}

/// Where something else fails, that is told, and nobody waits for what does not come.
#[test]
fn other_panics_end_the_run() {
    let broken = |at: usize| (0..10_000).inspect(move |&number| assert!(number != at, "the walk"));
    let quietly = |&number: &usize| made(number, 1);
    let rescue = |_: &usize, _: &str| panic!("the rescue");
    let fails = |run: &mut dyn FnMut()| panic::catch_unwind(AssertUnwindSafe(run)).is_err();
    for workers in [1, 4] {
        for at in [0, 5000] {
            assert!(fails(&mut || {
                run(broken(at), jobs(workers), quietly, rescue, |_| ());
            }));
            assert!(fails(&mut || {
                let work = |&number: &usize| {
                    assert!(number != at);
                    // So heavy that the others must wait for the one that fails.
                    made(number, LIMIT)
                };
                run(0..10_000, jobs(workers), work, rescue, |_| ());
            }));
            assert!(fails(&mut || {
                let mut given = 0;
                run(0..10_000, jobs(workers), quietly, rescue, |_| {
                    given += 1;
                    assert!(given <= at, "the printer");
                });
            }));
        }
    }
}

/// Where the system gives no thread, the one that asks does all the work, in order, and what panics costs its item.
#[test]
fn without_a_thread() {
    let never = usize::MAX / 4;
    let asking = thread::current().id();
    for workers in [1, 4] {
        let mut out = Vec::new();
        let left = run_on(
            never,
            0..1000,
            jobs(workers),
            |&number| {
                assert_eq!(thread::current().id(), asking);
                assert_ne!(number, 500, "a panic");
                made(number, number % 3)
            },
            |&number, panic| {
                assert!(panic.contains("a panic"), "{panic}");
                made(number, 0)
            },
            |made| out.extend(made.numbers),
        );
        assert!(!left);
        assert_eq!(out, Vec::from_iter(0..1000));
    }
}
