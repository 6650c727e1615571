package io.dbintel.runtime.lifecycle;

import picocli.CommandLine.IVersionProvider;

/** The version of the product, from the manifest of this module's jar. */
public final class ServiceVersion implements IVersionProvider {

  /** A provider for {@code --version}. */
  public ServiceVersion() {}

  /** The version; {@code development} when the classes are not from a jar. */
  public static String current() {
    String version = ServiceVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"dbintel " + current()};
  }
}
