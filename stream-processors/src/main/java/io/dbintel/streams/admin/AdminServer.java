package io.dbintel.streams.admin;

import io.dbintel.runtime.http.HttpApi;
import io.dbintel.streams.admin.live.LiveViews;
import io.dbintel.streams.operators.budget.BudgetConfig;
import io.dbintel.streams.operators.circuit.CircuitConfig;
import io.dbintel.streams.operators.sampler.SamplerConfig;
import io.dbintel.streams.processors.TurnViewer;
import io.dbintel.streams.runtime.Orders;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The admin API as a server. It listens before Kafka Streams runs, since the port is a part of what
 * the processes tell each other; until then it answers that it is not ready.
 */
public final class AdminServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);
  private static final int MAX_BODY = 64 * 1024;

  /** As long as nothing can be asked. */
  private static final HttpApi.Handler STARTING =
      request ->
          ApiException.unavailable("the processors start; ask again in some seconds", null)
              .response();

  private final AdminConfig config;
  private final LiveViews live;
  private final AtomicReference<KafkaStreams> streams = new AtomicReference<>();
  private final AtomicReference<HttpApi.Handler> handler = new AtomicReference<>(STARTING);
  private final HttpApi server;

  private AdminServer(AdminConfig config, LiveViews live) {
    this.config = config;
    this.live = live;
    this.server =
        HttpApi.start(
            "admin",
            "admin.port",
            config.bindAddress(),
            config.port(),
            config.isSecure() ? Optional.of(config.tls().context()) : Optional.empty(),
            MAX_BODY,
            request -> handler.get().handle(request));
  }

  /**
   * Starts listening.
   *
   * @param clock tells when somebody looked, and when what is ordered for a while ends
   * @throws io.dbintel.runtime.http.PortUnavailableException if the port is not available
   */
  public static AdminServer start(AdminConfig config, InstantSource clock) {
    return new AdminServer(config, new LiveViews(config.liveInstances(), clock));
  }

  /** The TCP port it listens on. */
  public int port() {
    return server.port();
  }

  /** Host and port at which the other processes reach it: {@code application.server}. */
  public String advertised() {
    return config.advertised(server.port());
  }

  /** What the topology shows its turns to. */
  public TurnViewer viewer() {
    return live;
  }

  /**
   * Answers from now on.
   *
   * @param running Kafka Streams with {@link #advertised} as its server
   * @param orders takes orders
   */
  public void serve(
      KafkaStreams running,
      Orders orders,
      CircuitConfig circuit,
      SamplerConfig sampler,
      BudgetConfig budget,
      InstantSource clock) {
    streams.set(running);
    Cluster cluster = new StreamsCluster(advertised(), streams::get);
    Peers peers = new Peers(config);
    InstanceAnswers answers = new InstanceAnswers(circuit, sampler);
    handler.set(
        new AdminApi(
            new Tokens(config.tokens()),
            cluster,
            peers,
            answers,
            new Lists(cluster, peers, answers, live, budget),
            live,
            new OrderDesk(orders, clock)));
    LOG.info(
        "admin API on {}:{}, known to the other processors as {}",
        config.bindAddress(),
        port(),
        advertised());
  }

  @Override
  public void close() {
    server.close();
  }
}
