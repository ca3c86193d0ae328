;;; support.el --- Steps of a test  -*- lexical-binding: t; -*-

(require 'package)
(package-initialize)
(require 'newsmark-mode)

(setq make-backup-files nil create-lockfiles nil auto-save-default nil)

(defvar failed nil)

(defun step (name ok &optional seen)
  "Print whether the step NAME is OK, and what was SEEN if not."
  (unless ok (setq failed t))
  (princ (format "%s %s%s\n" (if ok "ok" "FAILED") name (if ok "" (format " %S" seen)))))

(defun becomes (name is-so &optional seen)
  "Wait until IS-SO returns non-nil."
  (let ((end (+ (float-time) 20)) value)
    (while (and (not (setq value (funcall is-so))) (< (float-time) end))
      (accept-process-output nil 0.05))
    (step name value (and seen (funcall seen)))
    value))

(defun article (name text)
  "Write TEXT into the file NAME and open it."
  (let ((path (expand-file-name name (getenv "NEWSMARK_FOLDER"))))
    (with-temp-file path (insert text))
    (find-file path)))

(provide 'support)
