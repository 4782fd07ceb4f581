//! `gagas-server`: serves the web app, and keeps workshops in step where it is told where to keep them.

use std::error::Error;
use std::process::ExitCode;

use axum::Router;
use clap::{Parser, Subcommand};
use gagas_server::commands::{self, Place};
use gagas_server::config::{Config, Keeping, Told};
use gagas_server::hub::{Hub, Rules};
use gagas_server::publish::{Beside, Lang};
use gagas_server::site::Build;
use gagas_server::store::{Keeper, Postgres, PostgresOptions, Sqlite, Store};
use gagas_server::{http, listen, log, metrics, starting};
use tokio::net::TcpListener;
use tokio::sync::watch;

/// The most connections to the figures.
const SCRAPERS: usize = 16;

/// Serves the Gagas web app, and keeps workshops in step.
#[derive(Parser)]
#[command(version)]
struct Options {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    told: Told,
}

/// What to do.
#[derive(Clone, Subcommand)]
enum Command {
    /// Serves the app, and workshops where it is told where to keep them (this is what is done without a command).
    Serve,
    /// Writes what a server would publish of the workshop beside the app into the folder (`--dir`, `--base-url`), for a
    /// static host: the page with the readable agenda, a preview picture, a calendar. Again after every change.
    Publish {
        /// The language of the page: `id` or `en`.
        #[arg(long, default_value = "id", value_parser = ["id", "en"])]
        lang: String,
    },
    #[command(flatten)]
    Kept(commands::Command),
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Options::parse()).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("gagas-server: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: Options) -> Result<ExitCode, Box<dyn Error>> {
    let config = options.told.with_file()?.check()?;
    log::begin(config.log_format, &config.log)?;
    match options.command.unwrap_or(Command::Serve) {
        Command::Serve => serve(config).await.map(|()| ExitCode::SUCCESS),
        Command::Publish { lang } => publish(&config, &lang),
        Command::Kept(command) => keep_house(command, &config).await,
    }
}

/// Writes what is published into the folder of the app.
fn publish(config: &Config, lang: &str) -> Result<ExitCode, Box<dyn Error>> {
    let directory = config.dir.clone().unwrap_or_else(|| "dist".into());
    let base = config.has_base.then_some(&config.base);
    let now_ms = i64::try_from(starting::now_ms())?;
    let id = gagas_server::publish::publish(&directory, base, Lang::of_tag(lang), now_ms)?;
    println!(
        "{} holds the published page of workshop {id}",
        directory.display()
    );
    Ok(ExitCode::SUCCESS)
}

/// Does something to what is kept, beside servers that may run.
async fn keep_house(
    command: commands::Command,
    config: &Config,
) -> Result<ExitCode, Box<dyn Error>> {
    let place = match &config.keeping {
        Keeping::File(path) => Place::File(path.clone()),
        Keeping::Database(url) => Place::Database(PostgresOptions::new(url)),
        Keeping::Nothing => return Err("say with --data or --database-url what is meant".into()),
    };
    let outcome = commands::run(command, &place, starting::now_ms(), config.limits.bytes).await?;
    println!("{}", outcome.text.trim_end());
    Ok(match outcome.sound {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

async fn serve(config: Config) -> Result<(), Box<dyn Error>> {
    starting::check(&config);
    let (stopper, stop) = watch::channel(false);
    tokio::spawn(async move {
        starting::asked_to_stop().await;
        stopper.send_replace(true);
        // Kept, so that `stop` never ends without having said so.
        std::future::pending::<()>().await;
    });
    match &config.keeping {
        Keeping::Nothing => {
            let router = site(&config, None, None::<Hub<Sqlite>>)?;
            listen_on(&config, router, stop).await
        }
        Keeping::File(path) => {
            let store = Sqlite::open(path).await;
            let store = store.map_err(|error| {
                [&path.display().to_string(), ": ", &error.to_string()].concat()
            })?;
            let served = keep(&config, store.clone(), stop).await;
            store.close().await;
            served
        }
        Keeping::Database(url) => {
            let store = Postgres::open(&PostgresOptions::new(url)).await?;
            for warning in store.warnings().await? {
                tracing::warn!("{warning}");
            }
            let served = keep(&config, store.clone(), stop).await;
            store.close().await;
            served
        }
    }
}

/// Serves the app and the workshops of a store.
async fn keep<S: Keeper>(
    config: &Config,
    store: S,
    stop: watch::Receiver<bool>,
) -> Result<(), Box<dyn Error>> {
    let rules = Rules {
        limits: config.limits,
        ..Rules::default()
    };
    let hub = Hub::new(store, rules);
    let follows = tokio::spawn(hub.clone().run());
    let prunes = tokio::spawn(starting::prune_each_hour(hub.store().clone()));
    let metrics = match config.metrics {
        Some(address) => {
            let router = metrics::router(&config.settings.metrics, hub.clone());
            let listener = TcpListener::bind(address).await?;
            Some(tokio::spawn(listen::serve(
                listener,
                router,
                SCRAPERS,
                stop.clone(),
            )))
        }
        None => None,
    };
    let api = http::router(hub.clone(), config.settings.clone(), stop.clone());
    let served = listen_on(config, site(config, Some(api), Some(hub))?, stop).await;
    follows.abort();
    prunes.abort();
    if let Some(metrics) = metrics {
        metrics.abort();
    }
    served
}

/// The app, with what is published of the workshops that are kept, else of the one beside it.
fn site<S: Store>(
    config: &Config,
    api: Option<Router>,
    hub: Option<Hub<S>>,
) -> Result<Router, Box<dyn Error>> {
    let embedded = match config.dir {
        None => Build::embedded(),
        Some(_) => None,
    };
    let directory = config.dir.clone().unwrap_or_else(|| "dist".into());
    let beside = embedded.is_none().then(|| Beside::of(&directory));
    let build = embedded.unwrap_or_else(|| Build::directory(&directory));
    build.check()?;
    let build = if hub.is_some() {
        build.announced()
    } else {
        build
    };
    let api = api.unwrap_or_default();
    Ok(gagas_server::router(
        build,
        (hub, beside),
        config.base.clone(),
        api,
    ))
}

async fn listen_on(
    config: &Config,
    router: Router,
    stop: watch::Receiver<bool>,
) -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind(config.listen).await?;
    // Service workers need a secure context, which a browser grants to `localhost` by name.
    let shown = listener.local_addr()?;
    let host = if shown.ip().is_loopback() {
        "localhost".to_owned()
    } else {
        shown.ip().to_string()
    };
    println!(
        "Gagas is on http://{host}:{}{}/",
        shown.port(),
        config.base.path()
    );
    Ok(listen::serve(listener, router, config.connections, stop).await?)
}
