package io.dbintel.exporter.http;

import java.net.URI;
import java.util.Map;

/**
 * One POST request.
 *
 * @param uri where it goes
 * @param headers request headers
 * @param body body as it goes on the wire, compressed if a header says so
 */
public record OutgoingRequest(URI uri, Map<String, String> headers, byte[] body) {}
