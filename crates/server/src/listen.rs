//! Connections: how many, how long they may be silent, and how they end when the server stops.
//!
//! A phone that went out of reach, one that asks and does not read, and one that never says what it wants must cost
//! nothing for long. Knows no route.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::{Instant, Sleep, sleep, timeout};
use tower::ServiceExt;

use crate::http::Peer;

/// How long a request's head may take.
const HEAD: Duration = Duration::from_secs(20);
/// How long the other end may take nothing of what is sent.
const STALL: Duration = Duration::from_secs(30);
/// How long requests that were begun may go on when the server stops.
const LAST: Duration = Duration::from_secs(20);
/// The longest head of a request, and about what a connection holds of an answer.
const BUFFER: usize = 32 * 1_024;

/// Serves until `stop` says so, then finishes what was begun.
///
/// # Errors
/// Nothing can be accepted at all.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    connections: usize,
    mut stop: watch::Receiver<bool>,
) -> io::Result<()> {
    let places = Arc::new(Semaphore::new(connections));
    let graceful = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(BUFFER);
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &places) => accepted?,
            _ = stop.wait_for(|stopped| *stopped) => break,
        };
        let Some((stream, peer, place)) = accepted else {
            continue;
        };
        let router = router.clone();
        let service = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(peer);
            router.clone().oneshot(request)
        });
        let io = TokioIo::new(Patient::new(stream, STALL));
        let connection = graceful.watch(http.serve_connection(io, service));
        tokio::spawn(async move {
            // Whoever hung up or was cut off is told nothing.
            drop(connection.await);
            drop(place);
        });
    }
    drop(listener);
    if timeout(LAST, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests were cut off");
    }
    Ok(())
}

type Accepted = (TcpStream, Peer, tokio::sync::OwnedSemaphorePermit);

async fn accept(listener: &TcpListener, places: &Arc<Semaphore>) -> io::Result<Option<Accepted>> {
    let place = Arc::clone(places).acquire_owned().await;
    let place = place.map_err(io::Error::other)?;
    match listener.accept().await {
        Ok((stream, peer)) => {
            // What is small is sent at once; what fails here fails again, and is seen, with the first byte.
            let _ = stream.set_nodelay(true);
            Ok(Some((stream, Peer(peer.ip()), place)))
        }
        Err(error) => {
            tracing::warn!(%error, "a connection was not accepted");
            sleep(Duration::from_millis(100)).await;
            Ok(None)
        }
    }
}

/// A connection that is given up when the other end takes nothing for too long.
struct Patient<T> {
    inner: T,
    patience: Duration,
    waits: Option<Pin<Box<Sleep>>>,
}

impl<T> Patient<T> {
    fn new(inner: T, patience: Duration) -> Self {
        Self {
            inner,
            patience,
            waits: None,
        }
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for Patient<T> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_read(context, buffer)
    }
}

impl<T: AsyncWrite + Unpin> Patient<T> {
    fn poll_with(
        &mut self,
        context: &mut Context<'_>,
        write: impl FnOnce(Pin<&mut T>, &mut Context<'_>) -> Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        if let Poll::Ready(done) = write(Pin::new(&mut self.inner), context) {
            self.waits = None;
            return Poll::Ready(done);
        }
        let until = Instant::now() + self.patience;
        let waits = self
            .waits
            .get_or_insert_with(|| Box::pin(tokio::time::sleep_until(until)));
        ready!(waits.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<T: AsyncWrite + Unpin> AsyncWrite for Patient<T> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.poll_with(context, |inner, context| inner.poll_write(context, bytes))
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.poll_with(context, |inner, context| {
            inner.poll_write_vectored(context, bytes)
        })
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    #[tokio::test(start_paused = true)]
    async fn who_takes_nothing_is_cut_off() {
        let (mut near, far) = tokio::io::duplex(8);
        let mut patient = Patient::new(far, STALL);
        patient.write_all(b"12345678").await.unwrap();
        // Slow is not stalled: each byte that is taken begins the wait anew.
        for _ in 0..10 {
            let later = async {
                sleep(STALL / 2).await;
                near.read_u8().await.unwrap()
            };
            let (written, _) = tokio::join!(patient.write_u8(b'.'), later);
            written.unwrap();
        }
        let error = patient.write_all(b"more").await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    }
}
