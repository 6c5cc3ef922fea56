package org.lianzhen.dicom.service;

import java.util.Collection;
import java.util.List;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dict.Uid;
import org.lianzhen.dicom.dict.UidDictionary;

/**
 * What the storage service agrees to.
 *
 * @param anySopClass also takes SOP classes the standard does not know, such as private ones
 * @param accepted transfer syntaxes that are taken at all
 * @param preferred of several offered in one context, the first of these is taken; none of them offered: the peer's first
 */
public record StoragePolicy(boolean anySopClass, List<TransferSyntax> accepted, List<TransferSyntax> preferred) {

    /** Every storage class, private ones too, in every known transfer syntax; the peer's order decides. */
    public static final StoragePolicy EVERYTHING = new StoragePolicy(true, List.copyOf(TransferSyntax.all()),
            List.of());

    public StoragePolicy {
        accepted = List.copyOf(accepted);
        preferred = List.copyOf(preferred);
        if (!accepted.containsAll(preferred)) {
            throw new IllegalArgumentException("a preferred transfer syntax is not among the accepted ones");
        }
    }

    /** Only storage classes of the standard. */
    public StoragePolicy standardSopClassesOnly() {
        return new StoragePolicy(false, accepted, preferred);
    }

    /** Only these transfer syntaxes. */
    public StoragePolicy accepting(Collection<TransferSyntax> syntaxes) {
        List<TransferSyntax> kept = preferred.stream().filter(syntaxes::contains).toList();
        return new StoragePolicy(anySopClass, List.copyOf(syntaxes), kept);
    }

    /** These first, in this order, when a peer leaves the choice. */
    public StoragePolicy preferring(TransferSyntax... syntaxes) {
        return new StoragePolicy(anySopClass, accepted, List.of(syntaxes));
    }

    boolean takes(String sopClassUid) {
        boolean mayBePrivate = Uid.isPlausible(sopClassUid) && UidDictionary.entry(sopClassUid) == null;
        return SopClass.isStorage(sopClassUid) || (anySopClass && mayBePrivate);
    }
}
