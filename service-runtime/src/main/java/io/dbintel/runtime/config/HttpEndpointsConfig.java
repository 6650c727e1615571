package io.dbintel.runtime.config;

/**
 * Where a service serves health checks and metrics; the component {@code http} of every service's
 * configuration.
 *
 * @param bindAddress address to listen on; the default keeps both endpoints on this host
 * @param healthPort TCP port of {@code /health/live} and {@code /health/ready}; 0 picks a free one
 * @param metricsPort TCP port of {@code /metrics}; 0 picks a free one
 */
public record HttpEndpointsConfig(
    @Setting(
            description =
                "Address to listen on: 127.0.0.1 for this host only, 0.0.0.0 for probes and scrapes"
                    + " from other hosts.",
            defaultValue = "127.0.0.1",
            min = "1")
        String bindAddress,
    @Setting(
            description = "TCP port of /health/live and /health/ready; 0 picks a free one.",
            defaultValue = "13133",
            min = "0",
            max = "65535")
        int healthPort,
    @Setting(
            description = "TCP port of the Prometheus endpoint /metrics; 0 picks a free one.",
            defaultValue = "8888",
            min = "0",
            max = "65535")
        int metricsPort) {

  /** Rejects the same port for both. */
  public HttpEndpointsConfig {
    if (healthPort != 0 && healthPort == metricsPort) {
      throw new IllegalArgumentException(
          "two different ports in healthPort and metricsPort, both are " + healthPort);
    }
  }

  /** Free ports on the loopback address: for tests and for several services in one process. */
  public static HttpEndpointsConfig ephemeral() {
    return new HttpEndpointsConfig("127.0.0.1", 0, 0);
  }
}
