package io.dbintel.schemas.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dbintel.runtime.config.Secret;
import io.dbintel.schemas.config.SchemaRegistryConfig;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.Schema;

/**
 * A client of the Confluent Schema Registry REST API, which Confluent, Apicurio, Karapace and
 * Redpanda implement.
 *
 * <p>Ids and schemas are cached without limit: the schema of an id never changes.
 */
public final class HttpSchemaRegistry implements SchemaRegistry {

  private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SchemaRegistryConfig config;
  private final HttpClient http;
  private final Map<String, Map<Schema, Integer>> idsBySubject = new ConcurrentHashMap<>();
  private final Map<Integer, Schema> schemasById = new ConcurrentHashMap<>();

  /**
   * @param config how to reach the registry; with a URL
   */
  public HttpSchemaRegistry(SchemaRegistryConfig config) {
    this.config = config;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(config.timeout())
            .sslContext(config.tls().context())
            .sslParameters(config.tls().parameters())
            .build();
  }

  @Override
  public int register(String subject, Schema schema) {
    Map<Schema, Integer> ids =
        idsBySubject.computeIfAbsent(subject, s -> new ConcurrentHashMap<>());
    Integer known = ids.get(schema);
    if (known != null) {
      return known;
    }
    String purpose = "register " + subject;
    JsonNode answer = post("/subjects/" + encode(subject) + "/versions", schema, purpose);
    JsonNode found = answer.path("id");
    if (!found.isInt()) {
      throw notARegistry("id", purpose);
    }
    int id = found.asInt();
    ids.put(schema, id);
    schemasById.put(id, schema);
    return id;
  }

  @Override
  public Schema byId(int id) {
    Schema known = schemasById.get(id);
    if (known != null) {
      return known;
    }
    if (BundledSchemas.byId().containsKey(id)) {
      return BundledSchemas.byId().get(id);
    }
    try {
      HttpRequest request = request("/schemas/ids/" + Integer.toUnsignedString(id)).GET().build();
      String purpose = "look up schema id " + Integer.toUnsignedString(id);
      JsonNode found = send(request, purpose).path("schema");
      if (!found.isTextual()) {
        throw notARegistry("schema", purpose);
      }
      Schema schema = new Schema.Parser().parse(found.asText());
      schemasById.put(id, schema);
      return schema;
    } catch (NotFoundException e) {
      throw new UnknownSchemaException(
          config
              + " has no schema with id "
              + Integer.toUnsignedString(id)
              + "; configure the registry that the record was written with");
    }
  }

  /** A page of a proxy says 200, too. */
  private RegistryUnavailableException notARegistry(String member, String purpose) {
    return new RegistryUnavailableException(
        config
            + " answered HTTP 200 without "
            + member
            + " (request: "
            + purpose
            + "); something else answers there: check the URL");
  }

  private JsonNode post(String path, Schema schema, String purpose) {
    String body = JSON.createObjectNode().put("schema", schema.toString()).toString();
    HttpRequest request =
        request(path)
            .header("Content-Type", CONTENT_TYPE)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return send(request, purpose);
  }

  private HttpRequest.Builder request(String path) {
    String base = config.url().replaceAll("/+$", "");
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(config.timeout())
            .header("Accept", CONTENT_TYPE + ", application/json");
    if (config.bearerToken() != null) {
      builder.header("Authorization", "Bearer " + config.bearerToken().reveal());
    } else if (config.username() != null) {
      String pair = config.username() + ":" + revealed(config.password());
      builder.header(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }
    return builder;
  }

  private JsonNode send(HttpRequest request, String purpose) {
    // The timeout of a request ends with the headers; this one is about the body, too.
    CompletableFuture<HttpResponse<String>> exchange =
        http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    try {
      return answer(exchange.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS), purpose);
    } catch (ExecutionException e) {
      throw noAnswer(purpose, e.getCause());
    } catch (TimeoutException e) {
      throw noAnswer(purpose, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SchemaRegistryException("interrupted while waiting for " + config, e);
    } finally {
      exchange.cancel(true);
    }
  }

  private RegistryUnavailableException noAnswer(String purpose, Throwable cause) {
    return new RegistryUnavailableException(
        config
            + " did not answer (request: "
            + purpose
            + "): "
            + cause.getClass().getSimpleName()
            + "; check the URL and that the registry is running",
        cause);
  }

  private JsonNode answer(HttpResponse<String> response, String purpose) {
    int status = response.statusCode();
    if (status == 200) {
      return parse(response.body());
    }
    String message = parse(response.body()).path("message").asText("no message");
    String found = config + " answered HTTP " + status + " (request: " + purpose + "): " + message;
    throw switch (status) {
      case 404 -> new NotFoundException(found);
      case 401, 403 ->
          new SchemaRegistryException(
              found + "; check the username, password or token of the registry");
      case 409, 422 ->
          new IncompatibleSchemaException(
              found + "; the schema of this version is not compatible with the registered ones");
      default ->
          status >= 500
              ? new RegistryUnavailableException(found)
              : new SchemaRegistryException(found);
    };
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode().put("message", "the answer is not JSON");
    }
  }

  private static String revealed(Secret password) {
    return password == null ? "" : password.reveal();
  }

  private static String encode(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8);
  }

  private static final class NotFoundException extends SchemaRegistryException {
    private static final long serialVersionUID = 1;

    NotFoundException(String message) {
      super(message);
    }
  }
}
