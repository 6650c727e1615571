package io.dbintel.schemas.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.apache.avro.Schema;

/**
 * A client of the Confluent Schema Registry REST API, which Confluent, Apicurio, Karapace and
 * Redpanda speak.
 *
 * <p>Both directions are cached for ever, as ids never change their meaning.
 */
public final class HttpSchemaRegistry implements SchemaRegistry {

  private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RegistryConfig config;
  private final HttpClient http;
  private final Map<String, Map<Schema, Integer>> idsBySubject = new ConcurrentHashMap<>();
  private final Map<Integer, Schema> schemasById = new ConcurrentHashMap<>();

  public HttpSchemaRegistry(RegistryConfig config) {
    this(config, null);
  }

  /**
   * @param tls trust and identity for https; null for those of the JVM
   */
  public HttpSchemaRegistry(RegistryConfig config, SSLContext tls) {
    this.config = config;
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(config.timeout());
    this.http = (tls == null ? builder : builder.sslContext(tls)).build();
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
    int id = answer.path("id").asInt();
    ids.put(schema, id);
    schemasById.put(id, schema);
    return id;
  }

  /**
   * Whether the registry would accept the schema as the subject's next version.
   *
   * @return true also for a subject that does not exist yet
   */
  public boolean isCompatible(String subject, Schema schema) {
    String path = "/compatibility/subjects/" + encode(subject) + "/versions/latest";
    try {
      return post(path, schema, "check compatibility of " + subject)
          .path("is_compatible")
          .asBoolean();
    } catch (NotFoundException newSubject) {
      return true;
    }
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
      JsonNode answer = send(request, "look up schema id " + id);
      Schema schema = new Schema.Parser().parse(answer.path("schema").asText());
      schemasById.put(id, schema);
      return schema;
    } catch (NotFoundException e) {
      throw new UnknownSchemaException(
          id,
          config
              + " knows no schema id "
              + Integer.toUnsignedString(id)
              + "; was the record written with another registry?");
    }
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
      builder.header("Authorization", "Bearer " + config.bearerToken());
    } else if (config.username() != null) {
      String pair = config.username() + ":" + config.password();
      builder.header(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }
    return builder;
  }

  private JsonNode send(HttpRequest request, String purpose) {
    HttpResponse<String> response;
    try {
      response = http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new RegistryUnavailableException(
          config
              + " did not answer (to "
              + purpose
              + "): "
              + e.getClass().getSimpleName()
              + "; is the address right and the registry up?",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SchemaRegistryException("interrupted while asking " + config, e);
    }
    return answer(response, purpose);
  }

  private JsonNode answer(HttpResponse<String> response, String purpose) {
    int status = response.statusCode();
    if (status == 200) {
      return parse(response.body());
    }
    String said = parse(response.body()).path("message").asText("no message");
    String found = config + " answered HTTP " + status + " (to " + purpose + "): " + said;
    throw switch (status) {
      case 404 -> new NotFoundException(found);
      case 401, 403 ->
          new SchemaRegistryException(found + "; check registry username, password or token");
      case 409, 422 ->
          new IncompatibleSchemaException(
              found + "; this version's schema may not follow the one registered before");
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
      return JSON.createObjectNode().put("message", "an answer that is no JSON");
    }
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
