/** One voice per instance for session samples. */
package io.dbintel.streams.sessions;
