package org.lianzhen.dicom.net;

/**
 * A proposed presentation context that was not accepted.
 *
 * @param id
 *            of the proposal
 * @param abstractSyntax
 *            SOP class UID
 * @param result
 *            1 user rejection, 2 no reason (or no answer at all), 3 abstract syntax not supported, 4 transfer syntaxes not
 *            supported (PS3.8 Table 9-18)
 */
public record RefusedContext(int id, String abstractSyntax, int result) {}
