package org.lianzhen.dicom.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.net.AcceptDecision;
import org.lianzhen.dicom.net.ApplicationEntities;
import org.lianzhen.dicom.net.AssociationAcceptor;
import org.lianzhen.dicom.net.AssociationRequest;

/**
 * An application entity of ours: the services it provides under one AE title. Verification always is one of them. Register it
 * with a {@link org.lianzhen.dicom.net.DicomServer} through {@link ApplicationEntities}.
 */
public final class ApplicationEntity implements AssociationAcceptor {
    private final List<ServiceProvider> providers;
    private final boolean sendsBack;
    private final CallerCheck callers;

    private ApplicationEntity(Builder builder) {
        this.providers = builder.providers();
        this.sendsBack = builder.sendsBack;
        this.callers = builder.callers;
    }

    /** Starts with verification alone, for anyone. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public CompletionStage<AcceptDecision> decide(AssociationRequest request) {
        return callers.mayCall(request).thenApply(welcome -> welcome
                ? new AcceptDecision.Accept(new EntityPolicy(providers, sendsBack, request.pdu()),
                        new ProviderSession(providers))
                : AcceptDecision.Reject.unknownCaller());
    }

    /** Gathers services. */
    public static final class Builder {
        private static final Set<InformationModel> HIERARCHIES = EnumSet.of(InformationModel.PATIENT_ROOT,
                InformationModel.STUDY_ROOT, InformationModel.PATIENT_STUDY_ONLY);

        private final List<ServiceProvider> providers = new ArrayList<>(List.of(new VerificationProvider()));
        private CommitmentProvider.@Nullable Committing committing;
        private @Nullable CommitmentResultHandler commitmentResults;
        private boolean sendsBack;
        private CallerCheck callers = CallerCheck.ANYONE;
        private Duration limit = Duration.ofMinutes(10);
        private Set<QueryOption> options = Set.of();

        private Builder() {}

        /** Who may call; anyone unless set. */
        public Builder callers(CallerCheck check) {
            callers = check;
            return this;
        }

        /**
         * Longest wait for one answer of a handler, for those that are added after this call; ten minutes unless set. When it
         * passes, the peer is told a failure.
         */
        public Builder answerWithin(Duration longest) {
            limit = longest;
            return this;
        }

        /**
         * What queries and retrievals may do beyond the baseline, for handlers that are added after this call; nothing unless set.
         * A peer that asks is told, and the handler is told what was agreed on, see {@link FindRequest#options()}.
         */
        public Builder options(QueryOption... supported) {
            options = Set.of(supported);
            return this;
        }

        private QueryTerms queryTerms() {
            return new QueryTerms(limit, options);
        }

        /** Storage. */
        public Builder storage(StoragePolicy policy, StoreHandler handler) {
            return add(new StorageProvider(policy, handler, limit));
        }

        /** C-FIND in patient root, study root, and patient/study only. */
        public Builder find(FindHandler handler) {
            return add(new FindProvider(HIERARCHIES, handler, queryTerms()));
        }

        /** Modality worklist. */
        public Builder worklist(FindHandler handler) {
            return add(new FindProvider(EnumSet.of(InformationModel.MODALITY_WORKLIST), handler, queryTerms()));
        }

        /**
         * C-MOVE in patient root, study root, and patient/study only.
         *
         * @param directory knows the destinations
         * @param user sends the instances there
         */
        public Builder move(RetrieveHandler handler, NodeDirectory directory, ServiceClassUser user) {
            return add(new RetrieveProvider(HIERARCHIES, handler, queryTerms(),
                    new RetrieveProvider.Mover(directory, user)));
        }

        /** C-GET in patient root, study root, and patient/study only. */
        public Builder get(RetrieveHandler handler) {
            sendsBack = true;
            return add(new RetrieveProvider(HIERARCHIES, handler, queryTerms(), null));
        }

        /**
         * Storage commitment push model, as the one who commits.
         *
         * @param directory knows the requesters, for results that come when their association has ended
         * @param user reports the results to them
         */
        public Builder commitment(CommitmentHandler handler, NodeDirectory directory, ServiceClassUser user) {
            committing = new CommitmentProvider.Committing(handler, directory, user);
            return this;
        }

        /** Storage commitment push model, as the one who asked: takes results on associations of those who commit. */
        public Builder commitmentResults(CommitmentResultHandler handler) {
            commitmentResults = handler;
            return this;
        }

        /** Modality performed procedure step. */
        public Builder procedureSteps(ProcedureStepHandler handler) {
            return add(new ProcedureStepProvider(handler, limit));
        }

        private Builder add(ServiceProvider provider) {
            providers.add(provider);
            return this;
        }

        private List<ServiceProvider> providers() {
            var all = new ArrayList<>(providers);
            if (committing != null || commitmentResults != null) {
                all.add(new CommitmentProvider(committing, commitmentResults, limit));
            }
            return List.copyOf(all);
        }

        /** The application entity. */
        public ApplicationEntity build() {
            return new ApplicationEntity(this);
        }
    }
}
