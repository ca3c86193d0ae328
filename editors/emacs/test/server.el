;;; server.el --- The language server, through Eglot  -*- lexical-binding: t; -*-

(require 'eglot)
(require 'flymake)
(require 'imenu)
(require 'xref)

(setq newsmark-command (getenv "NEWSMARK")
      eglot-sync-connect t eglot-autoshutdown nil eglot-send-changes-idle-time 0
      eglot-confirm-server-initiated-edits nil)
(princ (format "Eglot from %s\n" (locate-library "eglot")))

(defun at (text)
  "Put point into TEXT."
  (goto-char (point-min))
  (search-forward text)
  (goto-char (+ 2 (match-beginning 0))))

(defun problems ()
  "The texts of what was found."
  (flymake-start)
  (mapcar (lambda (found) (cons (flymake-diagnostic-beg found) (flymake-diagnostic-text found)))
          (flymake-diagnostics)))

(defun has (text) "True if the buffer has TEXT." (string-search text (buffer-string)))

(article "entities.nmk" "---\n@ellery :place Port Ellery\n@ana :person Ana Duarte\n")
(article "story.nmk" "# Pact

[Mayor Duarte @ana] left [Port Ellery @ellery] 😀 for [Calder Bay @calder].

{\"We go,\" @ana} [she @ana] said. The Port Ellery council agreed.
")
(condition-case problem
    (apply #'eglot--connect (eglot--guess-contact))
  (error (step "connect" nil problem)))
(becomes "managed" #'eglot-managed-p)
(becomes "diagnostics" (lambda () (seq-some (lambda (found) (string-match-p "@calder" (cdr found))) (problems))) #'problems)
(at "@calder")
(step "at their place" (equal (car (car (problems))) (- (point) 2)) (problems))

(at "@ellery")
(let (said)
  (eglot-hover-eldoc-function (lambda (text &rest _) (setq said text)))
  (becomes "hover" (lambda () (and said (string-match-p "Port Ellery" said))) (lambda () said)))
(let ((found (xref-backend-definitions 'eglot (xref-backend-identifier-at-point 'eglot))))
  (step "definition in the registry"
        (and found (string-match-p "entities.nmk" (xref-location-group (xref-item-location (car found))))
             (= 2 (xref-location-line (xref-item-location (car found)))))
        found))
(at "@ana")
(step "references" (= 4 (length (xref-backend-references 'eglot (xref-backend-identifier-at-point 'eglot)))))
(at "@ana")
(eglot-rename "ana-d")
(step "rename" (and (has "[Mayor Duarte @ana-d]") (has "[she @ana-d]")) (buffer-string))
(step "rename in the registry"
      (with-current-buffer "entities.nmk" (has "@ana-d :person Ana Duarte")) (buffer-list))

(goto-char (point-max))
(insert "\n[They @el")
(eglot--signal-textDocument/didChange)
(let* ((found (eglot-completion-at-point))
       (labels (all-completions (buffer-substring (nth 0 found) (point)) (nth 2 found))))
  (step "completion" (seq-some (lambda (label) (string-match-p "ellery" label)) labels) labels))
(delete-region (line-beginning-position) (point))
(insert "[Bo @bo   :person  ] left.\n")
(eglot--signal-textDocument/didChange)
(eglot-format-buffer)
(step "formatting" (has "[Bo @bo :person] left.") (buffer-string))
(step "symbols" (eglot-imenu) (eglot-imenu))

;; What goes beyond the protocol.
(newsmark-who-said-what)
(becomes "who said what" (lambda ()
                           (and (get-buffer "*Who said what*")
                                (with-current-buffer "*Who said what*" (has "We go")))))
(newsmark-proposals)
(goto-char (point-min))
(becomes "next suggestion" (lambda ()
                             (newsmark-next-suggestion)
                             (accept-process-output nil 0.2)
                             (looking-at "Port Ellery council"))
         (lambda () (buffer-substring (point) (line-end-position))))
(newsmark-accept-suggestion)
(becomes "accepting writes it" (lambda () (has "The [Port Ellery @ellery] council")) #'buffer-string)

(dolist (buffer (list "story.nmk" "entities.nmk"))
  (with-current-buffer buffer (set-buffer-modified-p nil)))
(step "shutdown" (condition-case problem (progn (eglot-shutdown (eglot-current-server)) t)
                   (error (princ problem) nil)))
(kill-emacs (if failed 1 0))
