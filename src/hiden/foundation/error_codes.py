# SPDX-License-Identifier: Apache-2.0
"""What can be wrong, one code and one sentence each.

A code is stable; its sentence may be reworded. Placeholders are named, in printf form. The Japanese
sentences are in ``locale/ja/errors.po``.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from hiden.foundation.language import mark

__all__ = ["SENTENCES", "ErrorCode"]


class ErrorCode(StrEnum):
    """The codes, by room."""

    # foundation
    YAML_SYNTAX = "yaml-syntax"
    YAML_VALUE = "yaml-value"
    YAML_DUPLICATE_KEY = "yaml-duplicate-key"
    STORAGE_FULL = "storage-full"
    STORAGE_DENIED = "storage-denied"
    # law
    LAW_RULE = "law-rule"
    LAW_ACTOR = "law-actor"
    # guideline
    GUIDELINE_RULE = "guideline-rule"
    SHEET_UNKNOWN = "sheet-unknown"
    SHEET_ANSWER = "sheet-answer"
    PAPER_UNKNOWN = "paper-unknown"
    PAPER_FIELDS = "paper-fields"
    PAPER_CHARACTER = "paper-character"
    PACK_UNKNOWN = "pack-unknown"
    FACT_UNKNOWN = "fact-unknown"
    COURSE_UNKNOWN = "course-unknown"
    AGREEMENT_UNKNOWN = "agreement-unknown"
    LINK_UNKNOWN = "link-unknown"
    STEP_UNKNOWN = "step-unknown"
    CONTRADICTION_UNKNOWN = "contradiction-unknown"
    ACCESS_LIST_UNKNOWN = "access-list-unknown"
    # matching
    INDEX_MISSING = "index-missing"
    INDEX_EXISTS = "index-exists"
    INDEX_FORMAT = "index-format"
    INDEX_KEY = "index-key"
    INDEX_DAMAGED = "index-damaged"
    INDEX_BUSY = "index-busy"
    # routes
    FINDING_JSON = "finding-json"
    # registry
    REGISTER_NO_HEADER = "register-no-header"
    REGISTER_MISSING = "register-missing"
    REGISTER_DENIED = "register-denied"
    REGISTER_EMPTY = "register-empty"
    REGISTER_TOO_BIG = "register-too-big"
    REGISTER_BOMB = "register-bomb"
    REGISTER_ENCRYPTED = "register-encrypted"
    REGISTER_DAMAGED = "register-damaged"
    REGISTER_NOT_TABLE = "register-not-table"
    REGISTER_ENCODING = "register-encoding"
    REGISTER_JSON = "register-json"
    REGISTER_SNAPSHOT_HASH = "register-snapshot-hash"
    REGISTER_CELL_TOO_LONG = "register-cell-too-long"
    REGISTER_CHARACTERS = "register-characters"
    # workspace
    ACCESS_REFUSED = "access-refused"
    SECRET_UNKNOWN = "secret-unknown"
    FINDING_UNKNOWN = "finding-unknown"
    SOURCE_UNKNOWN = "source-unknown"
    CASE_UNKNOWN = "case-unknown"
    JOB_UNKNOWN = "job-unknown"
    SCAN_UNKNOWN = "scan-unknown"
    JOB_GIVEN_UP = "job-given-up"
    ROLE_UNKNOWN = "role-unknown"
    JOB_FAILED = "job-failed"
    JOB_ELSEWHERE = "job-elsewhere"
    LEAF_UNKNOWN = "leaf-unknown"
    KEY_UNFIT = "key-unfit"
    USER_UNKNOWN = "user-unknown"
    NAME_TAKEN = "name-taken"
    REASON_MISSING = "reason-missing"
    PASSWORD_WEAK = "password-weak"
    LAST_ADMINISTRATOR = "last-administrator"
    PATH_NOT_A_FOLDER = "path-not-a-folder"
    PATH_MISSING = "path-missing"
    REGISTER_REFUSED = "register-refused"
    ORIGINAL_GONE = "original-gone"
    DOCUMENT_GONE = "document-gone"
    NOTHING_INDEXED = "nothing-indexed"
    WORKSPACE_MISSING = "workspace-missing"
    SAMPLE_LOADED = "sample-loaded"
    SAMPLE_CLASH = "sample-clash"
    SAMPLE_FAILED = "sample-failed"
    ENTRY_MISSING = "entry-missing"
    ENTRY_TAMPERED = "entry-tampered"
    # evidence
    LEDGER_MISSING = "ledger-missing"
    LEDGER_EXISTS = "ledger-exists"
    LEDGER_BUSY = "ledger-busy"
    LEDGER_LEAF_MISSING = "ledger-leaf-missing"
    LEDGER_LEAF_ALTERED = "ledger-leaf-altered"
    LEDGER_TILE_ALTERED = "ledger-tile-altered"
    LEDGER_ROOT_MISMATCH = "ledger-root-mismatch"
    LEDGER_ROLLED_BACK = "ledger-rolled-back"
    LEDGER_HISTORY_BROKEN = "ledger-history-broken"
    LEDGER_LEAF_UNKNOWN = "ledger-leaf-unknown"
    PROOF_MALFORMED = "proof-malformed"
    PROOF_ROOT_MISMATCH = "proof-root-mismatch"
    OPENING_MISMATCH = "opening-mismatch"
    LEAF_PROOF_MALFORMED = "leaf-proof-malformed"
    NOTE_MALFORMED = "note-malformed"
    NOTE_NOT_SIGNED = "note-not-signed"
    NOTE_SIGNATURE_WRONG = "note-signature-wrong"
    CHECKPOINT_MALFORMED = "checkpoint-malformed"
    CHECKPOINT_ORIGIN = "checkpoint-origin"
    KEY_MALFORMED = "key-malformed"
    KEY_EXISTS = "key-exists"
    KEY_EXPOSED = "key-exposed"
    STORAGE_FAILED = "storage-failed"
    # testing
    SAMPLE_FOLDER_MIXED = "sample-folder-mixed"
    SAMPLE_FOLDER_NOT_EMPTY = "sample-folder-not-empty"
    SAMPLE_FOLDER_NOT_OURS = "sample-folder-not-ours"
    # intake.documents
    PERMISSIONS_FORMAT = "permissions-format"
    PERMISSIONS_UNREADABLE = "permissions-unreadable"
    PARSER_UNAVAILABLE = "parser-unavailable"


SENTENCES: Mapping[ErrorCode, str] = {
    ErrorCode.YAML_SYNTAX: mark("%(path)s, line %(line)d: not valid YAML: %(detail)s"),
    ErrorCode.YAML_VALUE: mark("%(path)s, line %(line)d, %(place)s: %(detail)s"),
    ErrorCode.YAML_DUPLICATE_KEY: mark(
        "%(path)s, line %(line)d: the key “%(key)s” stands twice. Keep one."
    ),
    ErrorCode.STORAGE_FULL: mark(
        "%(path)s: the disk is full. Free some space and try again; nothing was lost."
    ),
    ErrorCode.STORAGE_DENIED: mark(
        "%(path)s: writing is not permitted. Check the folder's permissions, or choose another one."
    ),
    ErrorCode.LAW_RULE: mark("%(path)s, rule %(rule)s: %(detail)s"),
    ErrorCode.LAW_ACTOR: mark(
        "%(kind)s cannot be done by %(actor)s. Choose one of: %(want)s, or another kind of act."
    ),
    ErrorCode.FINDING_JSON: mark(
        "The stored finding cannot be read: %(place)s: %(detail)s."
        " It was altered, or written by another version."
    ),
    ErrorCode.REGISTER_NO_HEADER: mark(
        "%(path)s: no row with the names of the columns was found."
        " Name at least a code and a title."
    ),
    ErrorCode.REGISTER_MISSING: mark(
        "%(path)s: there is no such file. Check the name and the folder."
    ),
    ErrorCode.REGISTER_DENIED: mark(
        "%(path)s: reading is not permitted. Close it in Excel, or ask for the right to read it."
    ),
    ErrorCode.REGISTER_EMPTY: mark(
        "%(path)s: the file is empty. Choose the file that holds the register."
    ),
    ErrorCode.REGISTER_TOO_BIG: mark(
        "%(path)s: %(what)s: got %(got)s, the limit is %(limit)s. Split the register, or"
        " delete what is not part of it."
    ),
    ErrorCode.REGISTER_BOMB: mark(
        "%(path)s: the file unpacks to far more than a register does (%(detail)s) and"
        " was not opened. Save the register anew from Excel."
    ),
    ErrorCode.REGISTER_ENCRYPTED: mark(
        "%(path)s: the file is protected by a password. Save a copy without password and read that."
    ),
    ErrorCode.REGISTER_DAMAGED: mark(
        "%(path)s: the file is damaged (%(detail)s). Open it in Excel and save it anew."
    ),
    ErrorCode.REGISTER_NOT_TABLE: mark(
        "%(path)s: this is no table (%(detail)s). Give an Excel file (.xlsx, .xlsm,"
        " .xls) or a CSV or TSV file."
    ),
    ErrorCode.REGISTER_ENCODING: mark(
        "%(path)s: the characters are neither UTF-8, UTF-16 nor Shift_JIS (cp932). Save"
        " it as “CSV UTF-8”."
    ),
    ErrorCode.REGISTER_JSON: mark("%(kind)s: the stored form is wrong: %(detail)s"),
    ErrorCode.REGISTER_SNAPSHOT_HASH: mark(
        "The snapshot of the register is not what was hashed: got %(got)s, want"
        " %(want)s. Use the original file."
    ),
    ErrorCode.REGISTER_CELL_TOO_LONG: mark(
        "%(path)s: %(code)s, column “%(column)s”: got %(got)d characters, a cell of"
        " Excel holds %(want)d. Shorten the list."
    ),
    ErrorCode.REGISTER_CHARACTERS: mark(
        "%(path)s: Shift_JIS (cp932) lacks characters which stand in %(places)s. Write"
        " UTF-8, or replace them."
    ),
    ErrorCode.ACCESS_REFUSED: mark(
        "%(actor)s may not do this: the role “%(role)s” does not include “%(permission)s”."
        " Ask an administrator."
    ),
    ErrorCode.SECRET_UNKNOWN: mark("No secret “%(code)s” is in the register."),
    ErrorCode.FINDING_UNKNOWN: mark("There is no finding “%(uid)s”."),
    ErrorCode.CASE_UNKNOWN: mark("There is no open case %(case)s."),
    ErrorCode.SOURCE_UNKNOWN: mark("There is no source “%(name)s”."),
    ErrorCode.JOB_UNKNOWN: mark("There is no job %(job)s."),
    ErrorCode.SCAN_UNKNOWN: mark("There is no search %(scan)s."),
    ErrorCode.KEY_UNFIT: mark(
        "%(path)s: not a key of 32 bytes that only its owner may read."
        " Set its permissions to 0600, or restore it from a backup."
    ),
    ErrorCode.LEAF_UNKNOWN: mark("The ledger has no leaf %(index)d yet."),
    ErrorCode.JOB_FAILED: mark("Job %(job)d failed: %(reason)s"),
    ErrorCode.JOB_ELSEWHERE: mark(
        "Job %(job)d is not done: it is %(state)s. A worker may be at it; look again later."
    ),
    ErrorCode.ROLE_UNKNOWN: mark("There is no role “%(name)s”. Choose one of: %(roles)s."),
    ErrorCode.JOB_GIVEN_UP: mark(
        "The job was given up: it ended without a word %(attempts)d times. See the server's log."
    ),
    ErrorCode.USER_UNKNOWN: mark("There is no user “%(name)s”."),
    ErrorCode.NAME_TAKEN: mark("The name “%(name)s” is taken. Choose another one."),
    ErrorCode.REASON_MISSING: mark("Write down the reason; it is kept with the decision."),
    ErrorCode.PASSWORD_WEAK: mark("The password is too weak: %(detail)s"),
    ErrorCode.LAST_ADMINISTRATOR: mark(
        "“%(name)s” is the last administrator. Make somebody else an administrator first."
    ),
    ErrorCode.PATH_NOT_A_FOLDER: mark("%(path)s is not a folder on this machine."),
    ErrorCode.PATH_MISSING: mark("%(path)s does not exist on this machine. Check the path."),
    ErrorCode.REGISTER_REFUSED: mark("The secret “%(code)s” was not taken: %(reason)s"),
    ErrorCode.ORIGINAL_GONE: mark(
        "%(path)s has been moved or changed since it was indexed. Index the original again."
    ),
    ErrorCode.DOCUMENT_GONE: mark(
        "%(path)s has been moved or changed since it was scanned;"
        " only what was recorded then remains."
    ),
    ErrorCode.NOTHING_INDEXED: mark(
        "No original is indexed yet, so nothing can be found. Add originals with “hiden index add”."
    ),
    ErrorCode.WORKSPACE_MISSING: mark(
        "There is no workspace at %(path)s. Make one with “hiden init”, or set HIDEN_HOME."
    ),
    ErrorCode.SAMPLE_LOADED: mark("The sample company is loaded already. Remove it first."),
    ErrorCode.SAMPLE_CLASH: mark(
        "The sample company uses the code “%(code)s”, which stands in your own register."
    ),
    ErrorCode.SAMPLE_FAILED: mark("The sample company could not be made: %(detail)s"),
    ErrorCode.ENTRY_MISSING: mark(
        "Leaf %(index)d: its record is missing from the database."
        " Restore the database from a backup, then verify again."
    ),
    ErrorCode.ENTRY_TAMPERED: mark(
        "Leaf %(index)d: its record does not match the ledger. It was changed after it was sealed."
    ),
    ErrorCode.LEDGER_MISSING: mark(
        "%(path)s: there is no ledger in this folder. Check the path, or create a ledger there."
    ),
    ErrorCode.LEDGER_EXISTS: mark(
        "%(path)s: there is a ledger in this folder already. Open it, or choose another folder."
    ),
    ErrorCode.LEDGER_BUSY: mark(
        "%(path)s: something else is writing to this ledger just now. Try again in a moment."
    ),
    ErrorCode.LEDGER_LEAF_MISSING: mark(
        "%(path)s: leaf %(index)d and those behind it cannot be read from here:"
        " the file is missing, cut short or garbled. Restore the ledger from a backup."
    ),
    ErrorCode.LEDGER_LEAF_ALTERED: mark(
        "%(path)s: leaf %(index)d is not the one that was sealed: got hash %(got)s, want %(want)s."
    ),
    ErrorCode.LEDGER_TILE_ALTERED: mark(
        "%(path)s: the hash over the leaves from %(index)d is not the one that was kept:"
        " got %(got)s, want %(want)s."
    ),
    ErrorCode.LEDGER_ROOT_MISMATCH: mark(
        "%(path)s: the first %(size)d leaves do not give the root that was signed:"
        " got %(got)s, want %(want)s. The leaves before leaf %(index)d still check."
    ),
    ErrorCode.LEDGER_ROLLED_BACK: mark(
        "%(path)s: the ledger was set back: it had %(want)d leaves, and now it has %(got)d."
        " Leaf %(index)d is the first that is gone. Restore the newest copy."
    ),
    ErrorCode.LEDGER_HISTORY_BROKEN: mark(
        "%(path)s, line %(line)d: the history of checkpoints is broken here: not a checkpoint,"
        " or not in the order of size."
    ),
    ErrorCode.LEDGER_LEAF_UNKNOWN: mark("%(path)s: no leaf has the hash %(hash)s."),
    ErrorCode.PROOF_MALFORMED: mark(
        "The proof has the wrong form: %(what)s: got %(got)s, want %(want)s."
    ),
    ErrorCode.PROOF_ROOT_MISMATCH: mark(
        "The proof leads to the root %(got)s, not to %(want)s. It does not show what it claims."
    ),
    ErrorCode.OPENING_MISMATCH: mark(
        "What was opened is not what the leaf was sealed over:"
        " its commitment is %(got)s, not %(want)s."
    ),
    ErrorCode.LEAF_PROOF_MALFORMED: mark(
        "%(source)s: not a proof of a leaf: %(place)s: %(detail)s. Ask for the file again."
    ),
    ErrorCode.NOTE_MALFORMED: mark("This is not a signed note: %(detail)s."),
    ErrorCode.NOTE_NOT_SIGNED: mark(
        "The note is not signed by the key %(key)s. Check which key the ledger belongs to."
    ),
    ErrorCode.NOTE_SIGNATURE_WRONG: mark(
        "The signature by the key %(key)s does not match the note. The note was altered."
    ),
    ErrorCode.CHECKPOINT_MALFORMED: mark("The signed note is not a checkpoint: %(detail)s."),
    ErrorCode.CHECKPOINT_ORIGIN: mark("The checkpoint is of the ledger %(got)s, not of %(want)s."),
    ErrorCode.KEY_MALFORMED: mark("%(source)s: this is not a key of a ledger: %(detail)s."),
    ErrorCode.KEY_EXISTS: mark(
        "%(path)s: this file exists, and a key is never overwritten. Choose another name."
    ),
    ErrorCode.KEY_EXPOSED: mark(
        "%(path)s: others on this machine can read this key (mode %(mode)s)."
        " Run “chmod 600” on it; if others may have read it, make a new key."
    ),
    ErrorCode.STORAGE_FAILED: mark("%(path)s: the storage did not answer: %(detail)s. Try again."),
    ErrorCode.SAMPLE_FOLDER_MIXED: mark(
        "%(path)s: something else lies in the sample company's folder: %(name)s."
        " Move it elsewhere, then the sample can be removed."
    ),
    ErrorCode.SAMPLE_FOLDER_NOT_EMPTY: mark(
        "%(path)s: the folder holds other files. Choose a new or an empty folder"
        " for the sample company."
    ),
    ErrorCode.SAMPLE_FOLDER_NOT_OURS: mark(
        "%(path)s: this folder is not a sample company made by Hiden, so it is not deleted."
    ),
    ErrorCode.GUIDELINE_RULE: mark("%(path)s, %(fact)s: %(detail)s"),
    ErrorCode.SHEET_UNKNOWN: mark("There is no check sheet “%(sheet)s”. Known: %(known)s."),
    ErrorCode.SHEET_ANSWER: mark("%(place)s: got “%(got)s”, want one of: %(want)s."),
    ErrorCode.PAPER_UNKNOWN: mark("There is no document “%(paper)s”. Known: %(known)s."),
    ErrorCode.PAPER_FIELDS: mark("The document “%(paper)s” still needs: %(fields)s."),
    ErrorCode.PAPER_CHARACTER: mark(
        "“%(paper)s”: the font of the PDF has no “%(text)s”."
        " Write it with other characters, or use the Word file."
    ),
    ErrorCode.FACT_UNKNOWN: mark(
        "There is no piece of guidance “%(fact)s”. Ids are like: %(known)s."
    ),
    ErrorCode.PACK_UNKNOWN: mark("There is no starter pack “%(pack)s”. Known: %(known)s."),
    ErrorCode.COURSE_UNKNOWN: mark("There is no course “%(course)s”. Known: %(known)s."),
    ErrorCode.AGREEMENT_UNKNOWN: mark("There is no agreement “%(code)s”. Check the code."),
    ErrorCode.LINK_UNKNOWN: mark(
        "This link belongs to no open request. Ask whoever sent it for a new one."
    ),
    ErrorCode.STEP_UNKNOWN: mark("There is no step “%(step)s” in the plan. Reload the page."),
    ErrorCode.CONTRADICTION_UNKNOWN: mark(
        "There is no contradiction %(pk)s, or it is gone. Reload the page."
    ),
    ErrorCode.ACCESS_LIST_UNKNOWN: mark("There is no list of permissions %(pk)s. Reload the page."),
    ErrorCode.PERMISSIONS_FORMAT: mark(
        "%(path)s: this is no export of icacls or Get-Acl. Save the output of"
        " “icacls FOLDER /T” or of “Get-Acl … | Export-Csv” and give that file."
    ),
    ErrorCode.PERMISSIONS_UNREADABLE: mark(
        "%(path)s: the permissions could not be read: %(detail)s. Check that the folder exists and"
        " that Hiden may look at it."
    ),
    ErrorCode.INDEX_MISSING: mark("%(path)s: there is no index here. Create one first."),
    ErrorCode.INDEX_EXISTS: mark(
        "%(path)s: the folder is not empty. Choose a new folder for the index."
    ),
    ErrorCode.INDEX_FORMAT: mark(
        "%(path)s: the index has format %(got)s, this version reads format %(want)d."
        " Create the index anew from the documents."
    ),
    ErrorCode.INDEX_KEY: mark(
        "%(path)s: this is not the key of this index. Give the key with which it was created."
    ),
    ErrorCode.INDEX_DAMAGED: mark(
        "%(path)s: a file of the index is missing or damaged."
        " Create the index anew from the documents."
    ),
    ErrorCode.INDEX_BUSY: mark(
        "%(path)s: the index is being changed by somebody else. Try again when that has finished."
    ),
    ErrorCode.PARSER_UNAVAILABLE: mark(
        "%(path)s: the process that reads documents could not be started."
        " Check that memory is free and try again."
    ),
}
