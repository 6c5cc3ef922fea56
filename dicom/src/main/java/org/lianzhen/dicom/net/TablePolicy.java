package org.lianzhen.dicom.net;

import java.util.List;
import java.util.Map;

import org.lianzhen.dicom.dict.TransferSyntax;

/** A fixed table of SOP classes and transfer syntaxes. */
record TablePolicy(Map<String, List<TransferSyntax>> supported) implements NegotiationPolicy {
    TablePolicy {
        supported = Map.copyOf(supported);
    }

    @Override
    public ContextDecision context(String abstractSyntax, List<TransferSyntax> offered) {
        List<TransferSyntax> ours = supported.get(abstractSyntax);
        if (ours == null) {
            return ContextDecision.Refused.ABSTRACT_SYNTAX_NOT_SUPPORTED;
        }
        for (TransferSyntax transferSyntax : ours) {
            if (offered.contains(transferSyntax)) {
                return new ContextDecision.Accepted(transferSyntax);
            }
        }
        return ContextDecision.Refused.TRANSFER_SYNTAXES_NOT_SUPPORTED;
    }
}
