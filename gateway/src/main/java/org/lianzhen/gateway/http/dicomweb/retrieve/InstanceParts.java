package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.image.ImageException;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.json.PartHeaders;
import org.lianzhen.gateway.http.dicomweb.retrieve.MultipartBody.Opened;
import org.lianzhen.gateway.http.dicomweb.retrieve.MultipartBody.Part;
import org.lianzhen.gateway.http.dicomweb.retrieve.Rendition.Form;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The instances of one answer as its parts. One whose pixels turn out to be broken takes no others with it: it goes out as it is
 * kept where the client takes that, and is left out where it does not.
 */
final class InstanceParts {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceParts.class);

    private final InstanceBodies instances;
    private final List<String> wanted;
    private int left;

    /** @param wanted transfer syntaxes, as {@link Renditions#wanted} tells them */
    InstanceParts(InstanceBodies instances, List<String> wanted) {
        this.instances = instances;
        this.wanted = wanted;
    }

    List<Part> of(List<Rendition> renditions) {
        left = renditions.size();
        List<Part> parts = new ArrayList<>(left);
        renditions.forEach(rendition -> parts.add(new OneInstance(rendition)));
        return parts;
    }

    private final class OneInstance implements Part {
        private final Rendition rendition;

        OneInstance(Rendition rendition) {
            this.rendition = rendition;
        }

        @Override
        public PartHeaders headers() {
            return InstanceParts.headers(rendition);
        }

        @Override
        public long length() {
            return rendition.form() == Form.AS_KEPT ? rendition.object().bytes().length() : Body.UNKNOWN;
        }

        @Override
        public @Nullable Opened open() throws IOException {
            try {
                return InstanceParts.this.open(rendition);
            } catch (ImageException | DataSetException e) {
                return instead(e);
            }
        }

        /** An answer without any part is none: then the client is told what is wrong. */
        private @Nullable Opened instead(RuntimeException fault) throws IOException {
            Rendition kept = Renditions.asKept(rendition.object(), wanted);
            LOG.warn("Instance {} {}: {}", rendition.object().sopInstanceUid(),
                    kept == null ? "is left out of an answer" : "goes out as it is kept", fault.getMessage());
            if (kept != null) {
                return InstanceParts.this.open(kept);
            }
            left--;
            if (left == 0) {
                throw fault;
            }
            return null;
        }
    }

    private Opened open(Rendition rendition) throws IOException {
        return new Opened(headers(rendition), instances.open(rendition));
    }

    private static PartHeaders headers(Rendition rendition) {
        return PartHeaders.ofType(rendition.mediaType()).with("Content-Location", Scopes.path(rendition.object()));
    }
}
