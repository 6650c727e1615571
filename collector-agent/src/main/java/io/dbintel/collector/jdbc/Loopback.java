package io.dbintel.collector.jdbc;

/** Addresses of this machine that nobody else can listen on. */
public final class Loopback {

  private Loopback() {}

  /** By the name alone: what a name server says is no reason to trust. */
  public static boolean is(String host) {
    return host.equals("localhost")
        || host.matches("127(\\.\\d{1,3}){3}")
        || host.matches("\\[?(0{0,4}:){2,7}0{0,3}1]?");
  }
}
