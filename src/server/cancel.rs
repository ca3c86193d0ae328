use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Semaphore;

/// Tells work in progress that nobody waits for its result any more.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Set when the work should stop. Look at it once per file or per thousand mentions.
    pub fn flag(&self) -> &Arc<AtomicBool> {
        &self.0
    }

    fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Sets the flag when it is dropped: a future that is dropped is a request that was cancelled.
struct SetOnDrop(Cancel);

impl Drop for SetOnDrop {
    fn drop(&mut self) {
        self.0.set();
    }
}

/// Where work runs that takes longer than a few milliseconds, so that the next message is not kept
/// waiting: as many at once as there are cores, the others in line.
#[derive(Clone, Debug)]
pub struct Pool {
    places: Arc<Semaphore>,
}

impl Pool {
    /// A pool that runs up to `places` at once.
    pub fn new(places: usize) -> Self {
        Self { places: Arc::new(Semaphore::new(places)) }
    }

    /// Runs `work` when there is a place. If the future is dropped, work that waits never begins,
    /// and work that runs sees its flag set. Panics as `work` does.
    pub async fn run<T, W>(&self, work: W) -> T
    where
        T: Send + 'static,
        W: FnOnce(&Cancel) -> T + Send + 'static,
    {
        let place = self.places.clone().acquire_owned().await.expect("the pool is never closed");
        let cancel = Cancel::default();
        let _set_on_drop = SetOnDrop(cancel.clone());
        let running = tokio::task::spawn_blocking(move || {
            let result = work(&cancel);
            drop(place);
            result
        });
        running.await.unwrap_or_else(|error| match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(error) => panic!("work on the pool was not done: {error}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;
    use std::time::Duration;

    use tokio::time::{sleep, timeout};

    use super::*;

    fn block_on<T>(future: impl Future<Output = T>) -> T {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().enable_time().build().expect("can be built");
        runtime.block_on(future)
    }

    #[test]
    fn dropping_stops_what_runs_and_what_waits() {
        static STOPPED: AtomicUsize = AtomicUsize::new(0);
        static BEGUN: AtomicUsize = AtomicUsize::new(0);
        let endless = |cancel: &Cancel| {
            BEGUN.fetch_add(1, Ordering::SeqCst);
            while !cancel.flag().load(Ordering::Relaxed) {
                std::thread::yield_now();
            }
            STOPPED.fetch_add(1, Ordering::SeqCst);
        };
        block_on(async {
            let pool = Pool::new(1);
            let (running, waiting) = (pool.run(endless), pool.run(endless));
            let both = async { tokio::join!(running, waiting) };
            timeout(Duration::from_millis(50), both).await.expect_err("is endless");
            while STOPPED.load(Ordering::SeqCst) == 0 {
                sleep(Duration::from_millis(1)).await;
            }
            assert_eq!(pool.run(|_| 7).await, 7);
            assert_eq!(BEGUN.load(Ordering::SeqCst), 1);
        });
    }

    #[test]
    fn panics_come_through_and_give_their_place_back() {
        block_on(async {
            let pool = Pool::new(1);
            let broken = pool.clone();
            let panic = tokio::spawn(async move { broken.run(|_| -> () { panic!("boom") }).await });
            assert!(panic.await.expect_err("panicked").is_panic());
            assert_eq!(pool.run(|_| 7).await, 7);
        });
    }
}
