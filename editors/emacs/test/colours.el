;;; colours.el --- Colours and the reading view  -*- lexical-binding: t; -*-


(defun visible ()
  "The text of the buffer that is seen."
  (let ((at (point-min)) (text ""))
    (while (< at (point-max))
      (unless (invisible-p at) (setq text (concat text (string (char-after at)))))
      (setq at (1+ at)))
    text))

(defun face-of (text)
  "The face of the first character of TEXT."
  (save-excursion
    (goto-char (point-min))
    (search-forward text)
    (let ((face (get-text-property (match-beginning 0) 'face)))
      (if (listp face) (car face) face))))

(article "colours.nmk" "---
date: 2024-03-05
@duarte :person Ana Duarte
---

# [Pact @pact] signed

[Mayor of [Port Ellery @ellery] :role] [Ana Дуарте @дуарте #q1] [said :cue #q1] {\"we [have] run
out, [she @duarte] said\" @duarte
#q1 ?}. A \\[bracket\\] stays [sic], [pourquoi ?] and [@ana] {too}.
// note
")
(step "mode" (eq major-mode 'newsmark-mode) major-mode)
(font-lock-ensure)
(dolist (expected '(("date" . newsmark-key) ("@duarte :person" . newsmark-key) (":person" . font-lock-type-face)
                    ("Pact" . newsmark-mention) ("signed" . newsmark-headline) ("Mayor" . newsmark-mention)
                    ("Дуарте" . newsmark-mention) (" @ellery" . newsmark-markup) ("\"we" . newsmark-quote)
                    ("have" . newsmark-quote) ("she" . newsmark-mention) ("sic" . nil)
                    ("bracket" . nil) ("pourquoi" . nil) ("too" . nil) ("// note" . font-lock-comment-face)))
  (step (format "colour of %s" (car expected)) (eq (face-of (car expected)) (cdr expected)) (face-of (car expected))))

(let ((bytes (buffer-string)))
  (goto-char (point-min))
  (newsmark-reading-mode)
  (step "the reading view"
        (string-suffix-p "# Pact signed

Mayor of Port Ellery Ana Дуарте said \"we [have] run
out, she said\". A [bracket] stays [sic], [pourquoi ?] and [@ana] {too}.
// note
" (visible)) (visible))
  (search-forward "Ellery")
  (run-hooks 'post-command-hook)
  (step "the innermost annotation at point" (string-search "Mayor of [Port Ellery @ellery] Ana" (visible)) (visible))
  (search-forward "\nout")
  (run-hooks 'post-command-hook)
  (step "the one at point now" (string-search "Port Ellery Ana Дуарте said {\"we" (visible)) (visible))
  (newsmark-reading-mode -1)
  (step "markup is seen again" (string-search "[Port Ellery @ellery] :role]" (visible)) (visible))
  (step "the buffer is as it was" (and (equal bytes (buffer-string)) (not (buffer-modified-p)))))

;; After an edit, colours are those of the text as it is.
(goto-char (point-min))
(search-forward "[sic")
(insert " @sic")
(font-lock-ensure)
(step "colours follow edits" (eq (face-of "sic") 'newsmark-mention) (face-of "sic"))
(set-buffer-modified-p nil)
(kill-emacs (if failed 1 0))
