-- Written by 'make schema' from the migrations c7d710398d7ff85d4bc9d259029d14033435eb8a5c767b4faffdd531cf49c408
SET LOCAL check_function_bodies = false;
SET LOCAL client_min_messages = warning;
SELECT pg_catalog.set_config('search_path', '', true);

CREATE EXTENSION IF NOT EXISTS btree_gin WITH SCHEMA public;

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;

CREATE FUNCTION public._pgh_attach_context() RETURNS uuid
    LANGUAGE plpgsql
    AS $$
                    DECLARE
                        _pgh_context_id UUID;
                        _pgh_context_metadata JSONB;
                    BEGIN
                        BEGIN
                            SELECT INTO _pgh_context_id
                                CURRENT_SETTING('pghistory.context_id');
                            SELECT INTO _pgh_context_metadata
                                CURRENT_SETTING('pghistory.context_metadata');
                            EXCEPTION WHEN OTHERS THEN
                        END;
                        IF _pgh_context_id IS NOT NULL AND _pgh_context_metadata IS NOT NULL THEN
                            INSERT INTO pghistory_context (id, metadata, created_at, updated_at)
                                VALUES (_pgh_context_id, _pgh_context_metadata, NOW(), NOW())
                                ON CONFLICT (id) DO UPDATE
                                    SET metadata = EXCLUDED.metadata,
                                        updated_at = EXCLUDED.updated_at
                                    WHERE pghistory_context.metadata != EXCLUDED.metadata;
                            RETURN _pgh_context_id;
                        ELSE
                            RETURN NULL;
                        END IF;
                    END;
                $$;

CREATE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
                DECLARE
                    _pgtrigger_ignore TEXT[];
                    _result BOOLEAN;
                BEGIN
                    BEGIN
                        SELECT INTO _pgtrigger_ignore
                            CURRENT_SETTING('pgtrigger.ignore');
                        EXCEPTION WHEN OTHERS THEN
                    END;
                    IF _pgtrigger_ignore IS NOT NULL THEN
                        SELECT trigger_name = ANY(_pgtrigger_ignore)
                        INTO _result;
                        RETURN _result;
                    ELSE
                        RETURN FALSE;
                    END IF;
                END;
            $$;

CREATE FUNCTION public.application_startup_follows() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE grants_application SET startup_name = NEW.name, kind = NEW.kind, area_id = NEW.area_id,
        sector_ids = NEW.sector_ids
    WHERE startup_id = NEW.id;
    RETURN NULL;
END $$;

CREATE FUNCTION public.award_publication_follows() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM FROM grants_application WHERE startup_id = NEW.id ORDER BY id FOR NO KEY UPDATE;
    UPDATE grants_award SET startup_is_public = startup_is_public WHERE application_id IN (
        SELECT id FROM grants_application WHERE startup_id = NEW.id);
    RETURN NULL;
END $$;

CREATE FUNCTION public.identifier_key(text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
SELECT upper(btrim(regexp_replace(regexp_replace(regexp_replace(normalize($1, NFKC),
    '[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]', '', 'g'), '[\u2010-\u2015\u2212]', '-', 'g'), '\s+', ' ', 'g')))
$_$;

CREATE FUNCTION public.note_page_source_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO core_pagesourcechange (source) VALUES (TG_TABLE_NAME); RETURN NULL; END $$;

CREATE FUNCTION public.pgtrigger_amount_not_deleted_409d2() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_023b4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_07f72() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_0af7e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_134eb() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_17787() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_177fd() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_256fa() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_315e9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_3e49e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_402f1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_45b21() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_487ac() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_53bce() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_56d4a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_59ca2() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_6664b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_67745() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_78981() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_79673() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_7fb06() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_81603() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_83241() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_84c88() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_889eb() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_8c7e7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_97da0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_98c62() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_9c93f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_9cf74() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_9f4c9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_ac6f9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_ae6a3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_aef28() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_bcbce() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_bcc06() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_c0d84() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_c32d6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_ce0a8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_cfadd() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_d0e19() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_d330a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_d3d6c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_d5804() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_d930e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_deba0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_e8b92() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_edba8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_f091b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_f151a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_append_only_f24f2() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_authors_do_not_approve_03d9c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF TG_OP = 'INSERT' THEN
                NEW.authors := ARRAY[]::bigint[];
            ELSIF OLD.verified_by_id IS NOT NULL AND NEW.verified_by_id IS NULL THEN
                NEW.authors := ARRAY[]::bigint[];
            ELSE
                NEW.authors := OLD.authors;
                IF OLD.written_by_id IS NOT NULL AND NOT OLD.written_by_id = ANY(NEW.authors) THEN
                    NEW.authors := NEW.authors || OLD.written_by_id::bigint;
                END IF;
            END IF;
            IF NEW.written_by_id IS NOT NULL AND NOT NEW.written_by_id = ANY(NEW.authors) THEN
                NEW.authors := NEW.authors || NEW.written_by_id::bigint;
            END IF;
            IF NEW.verified_by_id = ANY(NEW.authors)
                AND (TG_OP = 'INSERT' OR NEW.verified_by_id IS DISTINCT FROM OLD.verified_by_id) THEN
                RAISE EXCEPTION 'whoever wrote it does not approve it' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        
                END;
            $$;

CREATE FUNCTION public.pgtrigger_authors_do_not_approve_14d5c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF TG_OP = 'INSERT' THEN
                NEW.authors := ARRAY[]::bigint[];
            ELSIF FALSE THEN
                NEW.authors := ARRAY[]::bigint[];
            ELSE
                NEW.authors := OLD.authors;
                IF OLD.entered_by_id IS NOT NULL AND NOT OLD.entered_by_id = ANY(NEW.authors) THEN
                    NEW.authors := NEW.authors || OLD.entered_by_id::bigint;
                END IF;
            END IF;
            IF NEW.entered_by_id IS NOT NULL AND NOT NEW.entered_by_id = ANY(NEW.authors) THEN
                NEW.authors := NEW.authors || NEW.entered_by_id::bigint;
            END IF;
            IF NEW.verified_by_id = ANY(NEW.authors)
                AND (TG_OP = 'INSERT' OR NEW.verified_by_id IS DISTINCT FROM OLD.verified_by_id) THEN
                RAISE EXCEPTION 'whoever wrote it does not approve it' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        
                END;
            $$;

CREATE FUNCTION public.pgtrigger_authors_do_not_approve_44e48() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF TG_OP = 'INSERT' THEN
                NEW.authors := ARRAY[]::bigint[];
            ELSIF OLD.approved_by_id IS NOT NULL AND NEW.approved_by_id IS NULL THEN
                NEW.authors := ARRAY[]::bigint[];
            ELSE
                NEW.authors := OLD.authors;
                IF OLD.written_by_id IS NOT NULL AND NOT OLD.written_by_id = ANY(NEW.authors) THEN
                    NEW.authors := NEW.authors || OLD.written_by_id::bigint;
                END IF;
            END IF;
            IF NEW.written_by_id IS NOT NULL AND NOT NEW.written_by_id = ANY(NEW.authors) THEN
                NEW.authors := NEW.authors || NEW.written_by_id::bigint;
            END IF;
            IF NEW.approved_by_id = ANY(NEW.authors)
                AND (TG_OP = 'INSERT' OR NEW.approved_by_id IS DISTINCT FROM OLD.approved_by_id) THEN
                RAISE EXCEPTION 'whoever wrote it does not approve it' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        
                END;
            $$;

CREATE FUNCTION public.pgtrigger_authors_do_not_approve_4f9a9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF TG_OP = 'INSERT' THEN
                NEW.authors := ARRAY[]::bigint[];
            ELSIF FALSE THEN
                NEW.authors := ARRAY[]::bigint[];
            ELSE
                NEW.authors := OLD.authors;
                IF OLD.entered_by_id IS NOT NULL AND NOT OLD.entered_by_id = ANY(NEW.authors) THEN
                    NEW.authors := NEW.authors || OLD.entered_by_id::bigint;
                END IF;
            END IF;
            IF NEW.entered_by_id IS NOT NULL AND NOT NEW.entered_by_id = ANY(NEW.authors) THEN
                NEW.authors := NEW.authors || NEW.entered_by_id::bigint;
            END IF;
            IF NEW.verified_by_id = ANY(NEW.authors)
                AND (TG_OP = 'INSERT' OR NEW.verified_by_id IS DISTINCT FROM OLD.verified_by_id) THEN
                RAISE EXCEPTION 'whoever wrote it does not approve it' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        
                END;
            $$;

CREATE FUNCTION public.pgtrigger_authors_do_not_approve_6ea4a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF TG_OP = 'INSERT' THEN
                NEW.authors := ARRAY[]::bigint[];
            ELSIF FALSE THEN
                NEW.authors := ARRAY[]::bigint[];
            ELSE
                NEW.authors := OLD.authors;
                IF OLD.entered_by_id IS NOT NULL AND NOT OLD.entered_by_id = ANY(NEW.authors) THEN
                    NEW.authors := NEW.authors || OLD.entered_by_id::bigint;
                END IF;
            END IF;
            IF NEW.entered_by_id IS NOT NULL AND NOT NEW.entered_by_id = ANY(NEW.authors) THEN
                NEW.authors := NEW.authors || NEW.entered_by_id::bigint;
            END IF;
            IF NEW.verified_by_id = ANY(NEW.authors)
                AND (TG_OP = 'INSERT' OR NEW.verified_by_id IS DISTINCT FROM OLD.verified_by_id) THEN
                RAISE EXCEPTION 'whoever wrote it does not approve it' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        
                END;
            $$;

CREATE FUNCTION public.pgtrigger_authors_do_not_approve_83687() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF TG_OP = 'INSERT' THEN
                NEW.authors := ARRAY[]::bigint[];
            ELSIF FALSE THEN
                NEW.authors := ARRAY[]::bigint[];
            ELSE
                NEW.authors := OLD.authors;
                IF OLD.written_by_id IS NOT NULL AND NOT OLD.written_by_id = ANY(NEW.authors) THEN
                    NEW.authors := NEW.authors || OLD.written_by_id::bigint;
                END IF;
            END IF;
            IF NEW.written_by_id IS NOT NULL AND NOT NEW.written_by_id = ANY(NEW.authors) THEN
                NEW.authors := NEW.authors || NEW.written_by_id::bigint;
            END IF;
            IF NEW.verified_by_id = ANY(NEW.authors)
                AND (TG_OP = 'INSERT' OR (NEW.verified_by_id IS DISTINCT FROM OLD.verified_by_id OR NEW.verified_at IS DISTINCT FROM OLD.verified_at)) THEN
                RAISE EXCEPTION 'whoever wrote it does not approve it' USING ERRCODE = 'check_violation';
            END IF;
            IF TG_OP = 'UPDATE' AND NEW.verified_at IS NOT NULL
                AND NEW.verified_at IS DISTINCT FROM OLD.verified_at THEN
                NEW.authors := ARRAY[]::bigint[];
                NEW.written_by_id := NULL;
            END IF;
            RETURN NEW;
        
                END;
            $$;

CREATE FUNCTION public.pgtrigger_authors_do_not_approve_a5a90() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF TG_OP = 'INSERT' THEN
                NEW.authors := ARRAY[]::bigint[];
            ELSIF FALSE THEN
                NEW.authors := ARRAY[]::bigint[];
            ELSE
                NEW.authors := OLD.authors;
                IF OLD.reported_by_id IS NOT NULL AND NOT OLD.reported_by_id = ANY(NEW.authors) THEN
                    NEW.authors := NEW.authors || OLD.reported_by_id::bigint;
                END IF;
            END IF;
            IF NEW.reported_by_id IS NOT NULL AND NOT NEW.reported_by_id = ANY(NEW.authors) THEN
                NEW.authors := NEW.authors || NEW.reported_by_id::bigint;
            END IF;
            IF NEW.accepted_by_id = ANY(NEW.authors)
                AND (TG_OP = 'INSERT' OR NEW.accepted_by_id IS DISTINCT FROM OLD.accepted_by_id) THEN
                RAISE EXCEPTION 'whoever wrote it does not approve it' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        
                END;
            $$;

CREATE FUNCTION public.pgtrigger_authors_do_not_approve_bb674() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF TG_OP = 'INSERT' THEN
                NEW.authors := ARRAY[]::bigint[];
            ELSIF FALSE THEN
                NEW.authors := ARRAY[]::bigint[];
            ELSE
                NEW.authors := OLD.authors;
                IF OLD.proposed_by_id IS NOT NULL AND NOT OLD.proposed_by_id = ANY(NEW.authors) THEN
                    NEW.authors := NEW.authors || OLD.proposed_by_id::bigint;
                END IF;
            END IF;
            IF NEW.proposed_by_id IS NOT NULL AND NOT NEW.proposed_by_id = ANY(NEW.authors) THEN
                NEW.authors := NEW.authors || NEW.proposed_by_id::bigint;
            END IF;
            IF NEW.decided_by_id = ANY(NEW.authors)
                AND (TG_OP = 'INSERT' OR NEW.decided_by_id IS DISTINCT FROM OLD.decided_by_id) THEN
                RAISE EXCEPTION 'whoever wrote it does not approve it' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        
                END;
            $$;

CREATE FUNCTION public.pgtrigger_authors_do_not_approve_c2842() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            IF TG_OP = 'INSERT' THEN
                NEW.authors := ARRAY[]::bigint[];
            ELSIF FALSE THEN
                NEW.authors := ARRAY[]::bigint[];
            ELSE
                NEW.authors := OLD.authors;
                IF OLD.found_invalid_by_id IS NOT NULL AND NOT OLD.found_invalid_by_id = ANY(NEW.authors) THEN
                    NEW.authors := NEW.authors || OLD.found_invalid_by_id::bigint;
                END IF;
            END IF;
            IF NEW.found_invalid_by_id IS NOT NULL AND NOT NEW.found_invalid_by_id = ANY(NEW.authors) THEN
                NEW.authors := NEW.authors || NEW.found_invalid_by_id::bigint;
            END IF;
            IF NEW.invalid_confirmed_by_id = ANY(NEW.authors)
                AND (TG_OP = 'INSERT' OR NEW.invalid_confirmed_by_id IS DISTINCT FROM OLD.invalid_confirmed_by_id) THEN
                RAISE EXCEPTION 'whoever wrote it does not approve it' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        
                END;
            $$;

CREATE FUNCTION public.pgtrigger_award_and_reviews_follow_5db2b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    UPDATE grants_award SET call_id = NEW.call_id WHERE application_id = NEW.id;
    UPDATE grants_review SET search_folded = NEW.search_folded,
        number_key = NEW.number_key, startup_name = NEW.startup_name WHERE application_id = NEW.id;
    RETURN NULL;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_award_follows_the_result_ef76f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    UPDATE grants_award SET result_accepted = result_accepted WHERE application_id = NEW.id;
    RETURN NULL;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_award_is_copied_81158() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    PERFORM FROM grants_tranche WHERE id = NEW.tranche_id FOR SHARE;
    SELECT a.budget_line_id, a.stage_id, a.result_accepted
    INTO NEW.budget_line_id, NEW.stage_id, NEW.result_accepted
    FROM grants_tranche t JOIN grants_contract c ON c.id = t.contract_id JOIN grants_award a ON a.id = c.award_id
    WHERE t.id = NEW.tranche_id;
    RETURN NEW;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_call_and_words_are_copied_98a55() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    SELECT call_id, search_folded, number_key, startup_name, startup_id, status IN ('accepted', 'closed')
    INTO NEW.call_id, NEW.search_folded, NEW.number_key, NEW.startup_name, NEW.startup_id, NEW.result_accepted
    FROM grants_application WHERE id = NEW.application_id FOR SHARE;
    SELECT stage_id INTO NEW.stage_id FROM grants_call WHERE id = NEW.call_id;
    SELECT status = 'public' AND archived_at IS NULL INTO NEW.startup_is_public
    FROM startups_startup WHERE id = NEW.startup_id;
    RETURN NEW;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_call_and_words_are_copied_e6d6a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    SELECT award.call_id, award.search_folded, award.number_key, award.startup_name,
        CASE WHEN award.status = 'approved' THEN award.budget_line_id END
    INTO NEW.call_id, NEW.search_folded, NEW.number_key, NEW.startup_name, NEW.charged_line_id
    FROM grants_contract contract JOIN grants_award award ON award.id = contract.award_id
    WHERE contract.id = NEW.contract_id FOR SHARE;
    RETURN NEW;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_closed_response_is_frozen_2dcd4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    PERFORM FROM questionnaires_questionnaireresponse
    WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.response_id ELSE NEW.response_id END AND closed_at IS NOT NULL;
    IF FOUND THEN
        RAISE EXCEPTION 'answers of a closed response are frozen' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_closed_response_is_frozen_79f7d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    PERFORM FROM questionnaires_questionnaireresponse
    WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.response_id ELSE NEW.response_id END AND closed_at IS NOT NULL;
    IF FOUND THEN
        RAISE EXCEPTION 'answers of a closed response are frozen' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_day_goes_to_the_tranche_e5bb6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    UPDATE grants_tranche SET paid_on = NULL WHERE id = NEW.tranche_id;
                    RETURN NULL;
                
                END;
            $$;

CREATE FUNCTION public.pgtrigger_day_of_the_answer_is_frozen_078e4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update of "answered_at" rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_day_of_the_payment_is_copied_b8e09() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    NEW.paid_on := (SELECT max(paid_on) FROM grants_disbursement WHERE tranche_id = NEW.id AND is_effective);
    RETURN NEW;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_1bde7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "startups_logoevent" ("alt", "created_at", "digest", "id", "large", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "small", "startup_id", "updated_at") VALUES (OLD."alt", OLD."created_at", OLD."digest", OLD."id", OLD."large", _pgh_attach_context(), NOW(), 'delete', OLD."id", OLD."small", OLD."startup_id", OLD."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_31310() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "reference_holidayevent" ("created_at", "day", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "updated_at") VALUES (OLD."created_at", OLD."day", OLD."id", OLD."kind", OLD."name", _pgh_attach_context(), NOW(), 'delete', OLD."id", OLD."source", OLD."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_68024() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "startups_fundingroundevent" ("amount", "closed_on", "created_at", "currency", "id", "investors", "kind_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "startup_id", "updated_at", "verified_at", "verified_by_id") VALUES (OLD."amount", OLD."closed_on", OLD."created_at", OLD."currency", OLD."id", OLD."investors", OLD."kind_id", _pgh_attach_context(), NOW(), 'delete', OLD."id", OLD."source", OLD."startup_id", OLD."updated_at", OLD."verified_at", OLD."verified_by_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_delete_delete_71439() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "startups_membershipevent" ("created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "startup_id", "updated_at", "user_id") VALUES (OLD."created_at", OLD."id", _pgh_attach_context(), NOW(), 'delete', OLD."id", OLD."role", OLD."startup_id", OLD."updated_at", OLD."user_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_due_day_of_reviews_follows_4a8d8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    UPDATE grants_review SET due_on = CASE WHEN NEW.status = 'evaluating' THEN NEW.due_on END
    WHERE application_id = NEW.id;
    RETURN NULL;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_due_within_contract_cbd7b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    IF EXISTS (
        SELECT FROM grants_tranche t JOIN grants_contract c ON c.id = t.contract_id
        WHERE t.id = NEW.id AND t.status <> 'cancelled' AND (t.due_on < c.starts_on OR t.due_on > c.ends_on)
    ) THEN
        RAISE EXCEPTION 'a deliverable is due outside the time of its contract' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_feedback_not_deleted_bb3e9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_figures_change_by_row_01e1e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO core_figurechange (at) VALUES (now()); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_figures_change_by_row_93536() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO core_figurechange (at) VALUES (now()); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_figures_change_by_update_3a23c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO core_figurechange (at) VALUES (now()); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_figures_change_by_update_4b8b9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO core_figurechange (at) VALUES (now()); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_figures_change_by_update_50c8a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO core_figurechange (at) VALUES (now()); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_figures_change_by_update_565b5() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO core_figurechange (at) VALUES (now()); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_figures_change_by_update_f494b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO core_figurechange (at) VALUES (now()); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_file_is_frozen_c53c4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_frozen_when_sent_0d9f6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE state text;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    SELECT status INTO state FROM grants_review
                    WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.review_id ELSE NEW.review_id END;
                    IF state IN ('sent', 'excluded') THEN
                        RAISE EXCEPTION 'scores of a sent review are frozen' USING ERRCODE = 'check_violation';
                    END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    RETURN NEW;
                
                END;
            $$;

CREATE FUNCTION public.pgtrigger_given_answer_is_kept_de119() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    IF NEW.answer IS DISTINCT FROM OLD.answer OR NEW.corrected_at IS DISTINCT FROM OLD.corrected_at THEN
        IF NEW.corrected_at IS NOT DISTINCT FROM OLD.corrected_at OR NOT EXISTS (
            SELECT 1 FROM feedback_earlieranswer
            WHERE feedback_id = OLD.id AND text = OLD.answer AND given_at = COALESCE(OLD.corrected_at, OLD.answered_at)
        ) THEN
            RAISE EXCEPTION 'an answer that was given is replaced only when it is kept among the earlier ones';
        END IF;
    END IF;
    RETURN NEW;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_0134a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "grants_completionevent" ("answers", "application_id", "costs", "created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan", "updated_at", "version") VALUES (NEW."answers", NEW."application_id", NEW."costs", NEW."created_at", NEW."id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."plan", NEW."updated_at", NEW."version"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_02804() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "reference_areaevent" ("area_km2", "code", "created_at", "full_name", "full_name_en", "id", "kind", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "valid_from", "valid_to") VALUES (NEW."area_km2", NEW."code", NEW."created_at", NEW."full_name", NEW."full_name_en", NEW."id", NEW."kind", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."updated_at", NEW."valid_from", NEW."valid_to"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_04868() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "reference_historyvalueevent" ("as_of", "confidence", "created_at", "id", "is_used", "note", "note_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "series_id", "source", "source_url", "updated_at", "value", "value_text", "year") VALUES (NEW."as_of", NEW."confidence", NEW."created_at", NEW."id", NEW."is_used", NEW."note", NEW."note_en", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."series_id", NEW."source", NEW."source_url", NEW."updated_at", NEW."value", NEW."value_text", NEW."year"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_0909c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "grants_checklistitemevent" ("application_id", "checked_at", "checked_by_id", "created_at", "id", "item", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "result", "updated_at") VALUES (NEW."application_id", NEW."checked_at", NEW."checked_by_id", NEW."created_at", NEW."id", NEW."item", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."reason", NEW."result", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_09c0c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "plan_indicatorevent" ("adds_up", "code", "confidence", "counter", "created_at", "direction", "formula", "formula_en", "geography", "id", "is_headline", "name", "name_en", "order", "origin", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pillar_id", "scheme_id", "source", "unit", "unit_en", "updated_at") VALUES (NEW."adds_up", NEW."code", NEW."confidence", NEW."counter", NEW."created_at", NEW."direction", NEW."formula", NEW."formula_en", NEW."geography", NEW."id", NEW."is_headline", NEW."name", NEW."name_en", NEW."order", NEW."origin", NEW."owner_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."pillar_id", NEW."scheme_id", NEW."source", NEW."unit", NEW."unit_en", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_17405() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "communication_newsitemevent" ("body", "body_en", "created_at", "created_by_id", "id", "is_demo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pillar_id", "published_at", "slug", "source_url", "status", "summary", "summary_en", "title", "title_en", "updated_at") VALUES (NEW."body", NEW."body_en", NEW."created_at", NEW."created_by_id", NEW."id", NEW."is_demo", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."pillar_id", NEW."published_at", NEW."slug", NEW."source_url", NEW."status", NEW."summary", NEW."summary_en", NEW."title", NEW."title_en", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_1fb46() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "plan_plannedamountevent" ("amount", "change_reason", "created_at", "entered_at", "entered_by_id", "id", "line_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous", "source", "status", "updated_at", "verified_at", "verified_by_id") VALUES (NEW."amount", NEW."change_reason", NEW."created_at", NEW."entered_at", NEW."entered_by_id", NEW."id", NEW."line_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."previous", NEW."source", NEW."status", NEW."updated_at", NEW."verified_at", NEW."verified_by_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_25e94() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "questionnaires_questionnaireevent" ("archived_at", "code", "created_at", "id", "is_demo", "is_shipped", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "unit_id", "updated_at") VALUES (NEW."archived_at", NEW."code", NEW."created_at", NEW."id", NEW."is_demo", NEW."is_shipped", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."purpose", NEW."unit_id", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_272ee() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "questionnaires_questionnaireversionevent" ("content", "created_at", "created_by_id", "edited_by_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "questionnaire_id", "status", "updated_at", "version") VALUES (NEW."content", NEW."created_at", NEW."created_by_id", NEW."edited_by_id", NEW."id", NEW."number", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."published_at", NEW."published_by_id", NEW."questionnaire_id", NEW."status", NEW."updated_at", NEW."version"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_32de6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "reports_reportingperiodevent" ("calendar", "contributions_due_on", "created_at", "ends_on", "id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "status", "updated_at", "year") VALUES (NEW."calendar", NEW."contributions_due_on", NEW."created_at", NEW."ends_on", NEW."id", NEW."kind", NEW."number", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."starts_on", NEW."status", NEW."updated_at", NEW."year"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_3867c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "accounts_userevent" ("created_at", "email", "employer", "full_name", "id", "is_active", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "updated_at") VALUES (NEW."created_at", NEW."email", NEW."employer", NEW."full_name", NEW."id", NEW."is_active", NEW."language", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."phone", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_3aa15() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "startups_startupevent" ("address", "archived_at", "archived_reason", "area_id", "created_at", "founded_on", "id", "is_demo", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_facts", "publication_requested_at", "recheck_since", "slug", "stage_id", "status", "summary", "support_received", "tax_code", "team_size", "updated_at", "verified_at", "verified_by_id", "website") VALUES (NEW."address", NEW."archived_at", NEW."archived_reason", NEW."area_id", NEW."created_at", NEW."founded_on", NEW."id", NEW."is_demo", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."public_facts", NEW."publication_requested_at", NEW."recheck_since", NEW."slug", NEW."stage_id", NEW."status", NEW."summary", NEW."support_received", NEW."tax_code", NEW."team_size", NEW."updated_at", NEW."verified_at", NEW."verified_by_id", NEW."website"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_427f1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "startups_organisationevent" ("area_id", "created_at", "id", "is_demo", "is_public", "kind_id", "manages_grants", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "source", "summary", "tax_code", "updated_at", "website") VALUES (NEW."area_id", NEW."created_at", NEW."id", NEW."is_demo", NEW."is_public", NEW."kind_id", NEW."manages_grants", NEW."name", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."slug", NEW."source", NEW."summary", NEW."tax_code", NEW."updated_at", NEW."website"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_4dc36() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "plan_targetevent" ("confidence", "created_at", "entered_by_id", "id", "indicator_id", "is_used", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "updated_at", "value", "value_to", "verified_by_id", "year") VALUES (NEW."confidence", NEW."created_at", NEW."entered_by_id", NEW."id", NEW."indicator_id", NEW."is_used", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."source", NEW."updated_at", NEW."value", NEW."value_to", NEW."verified_by_id", NEW."year"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_5d2a5() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "reference_sectorevent" ("belongs_to", "code", "created_at", "id", "name", "name_en", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "updated_at", "valid_from", "valid_to") VALUES (NEW."belongs_to", NEW."code", NEW."created_at", NEW."id", NEW."name", NEW."name_en", NEW."order", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."source", NEW."updated_at", NEW."valid_from", NEW."valid_to"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_5f32a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "grants_reviewevent" ("application_id", "assigned_by_id", "comment", "conflict_reason", "created_at", "declared_at", "evaluator_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "status", "total", "updated_at", "withdrawn_because") VALUES (NEW."application_id", NEW."assigned_by_id", NEW."comment", NEW."conflict_reason", NEW."created_at", NEW."declared_at", NEW."evaluator_id", NEW."id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."sent_at", NEW."status", NEW."total", NEW."updated_at", NEW."withdrawn_because"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_64437() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "grants_disbursementevent" ("amount", "created_at", "id", "is_effective", "paid_by_id", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "reverses_id", "tranche_id", "updated_at") VALUES (NEW."amount", NEW."created_at", NEW."id", NEW."is_effective", NEW."paid_by_id", NEW."paid_on", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."reference", NEW."reverses_id", NEW."tranche_id", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_65cbe() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "grants_reversalevent" ("amount", "created_at", "decided_at", "decided_by_id", "entry_id", "happened_on", "id", "kind", "payment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reference", "requested_at", "requested_by_id", "status", "updated_at") VALUES (NEW."amount", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."entry_id", NEW."happened_on", NEW."id", NEW."kind", NEW."payment_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."reason", NEW."reference", NEW."requested_at", NEW."requested_by_id", NEW."status", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_67ae0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "grants_trancheevent" ("accepted_at", "accepted_by_id", "amount", "contract_id", "created_at", "deliverable", "due_on", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported_at", "reported_by_id", "response_id", "status", "updated_at") VALUES (NEW."accepted_at", NEW."accepted_by_id", NEW."amount", NEW."contract_id", NEW."created_at", NEW."deliverable", NEW."due_on", NEW."id", NEW."number", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."reported_at", NEW."reported_by_id", NEW."response_id", NEW."status", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_67f60() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "grants_awardevent" ("amount", "application_id", "area_id", "budget_line_id", "cancelled", "created_at", "decided_at", "decided_by_id", "decision_number", "decision_reason", "end_reason", "id", "offer_accepted_at", "offer_accepted_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "reason", "recipient_id", "recommendation", "status", "updated_at") VALUES (NEW."amount", NEW."application_id", NEW."area_id", NEW."budget_line_id", NEW."cancelled", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."decision_number", NEW."decision_reason", NEW."end_reason", NEW."id", NEW."offer_accepted_at", NEW."offer_accepted_by_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."reason", NEW."recipient_id", NEW."recommendation", NEW."status", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_6edbd() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "startups_logoevent" ("alt", "created_at", "digest", "id", "large", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "small", "startup_id", "updated_at") VALUES (NEW."alt", NEW."created_at", NEW."digest", NEW."id", NEW."large", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."small", NEW."startup_id", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_701ed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "startups_membershipevent" ("created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "startup_id", "updated_at", "user_id") VALUES (NEW."created_at", NEW."id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."role", NEW."startup_id", NEW."updated_at", NEW."user_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_73be5() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "reference_holidayevent" ("created_at", "day", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "updated_at") VALUES (NEW."created_at", NEW."day", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."source", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_77ca7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "accounts_rolegrantevent" ("created_at", "ends_at", "granted_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "revoked_by_id", "revoked_reason", "role", "starts_at", "unit_id", "updated_at", "user_id") VALUES (NEW."created_at", NEW."ends_at", NEW."granted_by_id", NEW."id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."revoked_at", NEW."revoked_by_id", NEW."revoked_reason", NEW."role", NEW."starts_at", NEW."unit_id", NEW."updated_at", NEW."user_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_7cec4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "startups_fundingroundevent" ("amount", "closed_on", "created_at", "currency", "id", "investors", "kind_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "startup_id", "updated_at", "verified_at", "verified_by_id") VALUES (NEW."amount", NEW."closed_on", NEW."created_at", NEW."currency", NEW."id", NEW."investors", NEW."kind_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."source", NEW."startup_id", NEW."updated_at", NEW."verified_at", NEW."verified_by_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_81b4c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "startups_consentevent" ("created_at", "given_at", "given_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "startup_id", "text_version", "updated_at", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."created_at", NEW."given_at", NEW."given_by_id", NEW."id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."purpose", NEW."startup_id", NEW."text_version", NEW."updated_at", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_857c4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "plan_legaldocumentevent" ("code", "confidence", "created_at", "id", "is_cited_by_decisions", "issued_on", "issuer", "kind", "number", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "title", "unit_id", "updated_at") VALUES (NEW."code", NEW."confidence", NEW."created_at", NEW."id", NEW."is_cited_by_decisions", NEW."issued_on", NEW."issuer", NEW."kind", NEW."number", NEW."order", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."source", NEW."title", NEW."unit_id", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_85b85() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "reports_contributionevent" ("approved_at", "approved_by_id", "created_at", "id", "is_late", "period_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "response_id", "status", "unit_id", "updated_at", "written_by_id") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."created_at", NEW."id", NEW."is_late", NEW."period_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."response_id", NEW."status", NEW."unit_id", NEW."updated_at", NEW."written_by_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_8cc6c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "plan_pillarevent" ("created_at", "id", "lead_unit_id", "name", "name_en", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme_id", "source", "summary", "summary_en", "updated_at") VALUES (NEW."created_at", NEW."id", NEW."lead_unit_id", NEW."name", NEW."name_en", NEW."number", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."scheme_id", NEW."source", NEW."summary", NEW."summary_en", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_90119() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "plan_supportpolicyevent" ("applicant_kinds", "cap_labour", "cap_other", "cap_per", "cap_per_en", "cap_total", "code", "confidence", "created_at", "id", "kind", "legal_basis", "max_age_years", "max_months", "name", "name_en", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate_percent", "source", "stage_id", "summary", "summary_en", "updated_at", "valid_from", "valid_to") VALUES (NEW."applicant_kinds", NEW."cap_labour", NEW."cap_other", NEW."cap_per", NEW."cap_per_en", NEW."cap_total", NEW."code", NEW."confidence", NEW."created_at", NEW."id", NEW."kind", NEW."legal_basis", NEW."max_age_years", NEW."max_months", NEW."name", NEW."name_en", NEW."order", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."rate_percent", NEW."source", NEW."stage_id", NEW."summary", NEW."summary_en", NEW."updated_at", NEW."valid_from", NEW."valid_to"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_981e9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "reference_historyseriesevent" ("code", "created_at", "geography", "id", "less_is_better", "name", "name_en", "note", "note_en", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit", "unit_en", "updated_at") VALUES (NEW."code", NEW."created_at", NEW."geography", NEW."id", NEW."less_is_better", NEW."name", NEW."name_en", NEW."note", NEW."note_en", NEW."order", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."unit", NEW."unit_en", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_9b6e3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "plan_schemeevent" ("code", "confidence", "created_at", "ends_on", "goal", "goal_en", "id", "legal_date", "legal_document", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reports_from", "short_name", "short_name_en", "source", "starts_on", "updated_at") VALUES (NEW."code", NEW."confidence", NEW."created_at", NEW."ends_on", NEW."goal", NEW."goal_en", NEW."id", NEW."legal_date", NEW."legal_document", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."reports_from", NEW."short_name", NEW."short_name_en", NEW."source", NEW."starts_on", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_9de66() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "startups_presentationevent" ("accepts_messages", "created_at", "id", "links", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch", "problem", "recognitions", "solution", "startup_id", "updated_at") VALUES (NEW."accepts_messages", NEW."created_at", NEW."id", NEW."links", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."pitch", NEW."problem", NEW."recognitions", NEW."solution", NEW."startup_id", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_9e0f4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "feedback_feedbackevent" ("about", "answer", "answered_at", "closing_reason", "corrected_at", "created_at", "due_on", "email", "handler_id", "id", "is_demo", "kind", "language", "limit", "limit_unit", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "subject", "text", "unit_id", "updated_at") VALUES (NEW."about", NEW."answer", NEW."answered_at", NEW."closing_reason", NEW."corrected_at", NEW."created_at", NEW."due_on", NEW."email", NEW."handler_id", NEW."id", NEW."is_demo", NEW."kind", NEW."language", NEW."limit", NEW."limit_unit", NEW."name", NEW."number", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."status", NEW."subject", NEW."text", NEW."unit_id", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_aa9bd() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "accounts_organisationunitevent" ("code", "created_at", "id", "is_lead", "is_partner", "name", "name_en", "names_officers", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "successor_id", "updated_at", "valid_from", "valid_to") VALUES (NEW."code", NEW."created_at", NEW."id", NEW."is_lead", NEW."is_partner", NEW."name", NEW."name_en", NEW."names_officers", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."source", NEW."successor_id", NEW."updated_at", NEW."valid_from", NEW."valid_to"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_b753c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "plan_budgetlineevent" ("code", "created_at", "granted", "id", "is_demo", "name", "name_en", "paid", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pillar_id", "planned", "source", "updated_at", "year") VALUES (NEW."code", NEW."created_at", NEW."granted", NEW."id", NEW."is_demo", NEW."name", NEW."name_en", NEW."paid", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."pillar_id", NEW."planned", NEW."source", NEW."updated_at", NEW."year"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_cceee() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "plan_documentrequirementevent" ("accepts", "code", "created_at", "form_code", "hint", "hint_en", "id", "is_required", "name", "name_en", "only_for", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "policy_id", "updated_at") VALUES (NEW."accepts", NEW."code", NEW."created_at", NEW."form_code", NEW."hint", NEW."hint_en", NEW."id", NEW."is_required", NEW."name", NEW."name_en", NEW."only_for", NEW."order", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."policy_id", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_cfc0d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "grants_callevent" ("budget_line_id", "closes_at", "code", "contact", "created_at", "evaluators_per_dossier", "id", "is_demo", "name", "name_en", "opens_at", "pass_mark", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinned_terms", "policy_id", "report_questionnaire_id", "stage_id", "status", "summary", "summary_en", "unit_id", "updated_at") VALUES (NEW."budget_line_id", NEW."closes_at", NEW."code", NEW."contact", NEW."created_at", NEW."evaluators_per_dossier", NEW."id", NEW."is_demo", NEW."name", NEW."name_en", NEW."opens_at", NEW."pass_mark", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."pinned_terms", NEW."policy_id", NEW."report_questionnaire_id", NEW."stage_id", NEW."status", NEW."summary", NEW."summary_en", NEW."unit_id", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_db150() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "reference_termevent" ("code", "created_at", "id", "name", "name_en", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "valid_from", "valid_to", "vocabulary") VALUES (NEW."code", NEW."created_at", NEW."id", NEW."name", NEW."name_en", NEW."order", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."updated_at", NEW."valid_from", NEW."valid_to", NEW."vocabulary"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_ddb5c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "plan_timelimitevent" ("amount", "created_at", "id", "legal_basis", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remind_before", "step", "unit", "updated_at") VALUES (NEW."amount", NEW."created_at", NEW."id", NEW."legal_basis", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."remind_before", NEW."step", NEW."unit", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_ddea1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "grants_applicationevent" ("call_id", "completion_request", "created_at", "created_by_id", "declares_no_double_funding", "declares_no_public_offering", "due_on", "edited_by_id", "found_invalid_because", "found_invalid_by_id", "had_other_support", "holder", "id", "impact", "in_charge_id", "invalid_confirmed_by_id", "is_demo", "labour_total", "market", "months", "novelty", "number", "other_support", "other_total", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem", "receipt_sha256", "solution", "startup_id", "status", "submitted_at", "submitted_by_id", "team", "title", "updated_at", "version") VALUES (NEW."call_id", NEW."completion_request", NEW."created_at", NEW."created_by_id", NEW."declares_no_double_funding", NEW."declares_no_public_offering", NEW."due_on", NEW."edited_by_id", NEW."found_invalid_because", NEW."found_invalid_by_id", NEW."had_other_support", NEW."holder", NEW."id", NEW."impact", NEW."in_charge_id", NEW."invalid_confirmed_by_id", NEW."is_demo", NEW."labour_total", NEW."market", NEW."months", NEW."novelty", NEW."number", NEW."other_support", NEW."other_total", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."problem", NEW."receipt_sha256", NEW."solution", NEW."startup_id", NEW."status", NEW."submitted_at", NEW."submitted_by_id", NEW."team", NEW."title", NEW."updated_at", NEW."version"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_f4b47() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "plan_measurementevent" ("as_of", "confidence", "created_at", "ends_on", "entered_by_id", "id", "indicator_id", "is_used", "note", "note_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "source_url", "span", "starts_on", "unit_note", "updated_at", "value", "verified_by_id") VALUES (NEW."as_of", NEW."confidence", NEW."created_at", NEW."ends_on", NEW."entered_by_id", NEW."id", NEW."indicator_id", NEW."is_used", NEW."note", NEW."note_en", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."source", NEW."source_url", NEW."span", NEW."starts_on", NEW."unit_note", NEW."updated_at", NEW."value", NEW."verified_by_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_insert_insert_fdbf0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "grants_contractevent" ("award_id", "created_at", "ends_on", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_by_id", "signed_file", "signed_file_name", "signed_file_sha256", "signed_file_type", "signed_on", "starts_on", "updated_at") VALUES (NEW."award_id", NEW."created_at", NEW."ends_on", NEW."id", NEW."number", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."signed_by_id", NEW."signed_file", NEW."signed_file_name", NEW."signed_file_sha256", NEW."signed_file_type", NEW."signed_on", NEW."starts_on", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_issued_is_frozen_a05bc() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_keeps_old_addresses_3ff9b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    INSERT INTO startups_formeraddress (slug, organisation_id, created_at, updated_at)
    VALUES (OLD.slug, NEW.id, now(), now())
    ON CONFLICT (slug) WHERE organisation_id IS NOT NULL DO UPDATE SET organisation_id = NEW.id, updated_at = now();
    RETURN NEW;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_keeps_old_addresses_4dd1e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    INSERT INTO startups_formeraddress (slug, startup_id, created_at, updated_at)
    VALUES (OLD.slug, NEW.id, now(), now())
    ON CONFLICT (slug) WHERE startup_id IS NOT NULL DO UPDATE SET startup_id = NEW.id, updated_at = now();
    RETURN NEW;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_letter_is_frozen_3024a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    IF NEW.content <> OLD.content OR NEW.award_id <> OLD.award_id
                        OR (OLD.sha256 <> '' AND (NEW.sha256, NEW.file, NEW.size) IS DISTINCT FROM (OLD.sha256, OLD.file, OLD.size)) THEN
                        RAISE EXCEPTION 'a decision letter is frozen' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                
                END;
            $$;

CREATE FUNCTION public.pgtrigger_letter_not_deleted_65971() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_measures_follow_a_change_0b033() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO core_measurecell (measure, cube, since, dims, number, amount, is_folded)
SELECT *, FALSE FROM (
SELECT 'granted', 'place', DATE '0001-01-01', CAST(ARRAY[CAST(NEW.startup_is_public AS TEXT), CAST(NEW.area_id AS TEXT)] AS TEXT[]), 1, (NEW.amount - NEW.cancelled) WHERE NEW.id IS NOT NULL AND NEW.status = 'approved'
UNION ALL SELECT 'granted', 'year', MAKE_DATE(CAST(EXTRACT(YEAR FROM (CAST(NEW.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) + 17) AS INTEGER) - 1, 12, 15), CAST(ARRAY[CAST(NEW.budget_line_id AS TEXT), CAST(NEW.stage_id AS TEXT), CAST(NEW.result_accepted AS TEXT)] AS TEXT[]), 1, (NEW.amount - NEW.cancelled) WHERE NEW.id IS NOT NULL AND NEW.status = 'approved'
UNION ALL SELECT 'granted', 'day', (CAST(NEW.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[CAST(NEW.budget_line_id AS TEXT), CAST(NEW.stage_id AS TEXT), CAST(NEW.result_accepted AS TEXT)] AS TEXT[]), 1, (NEW.amount - NEW.cancelled) WHERE NEW.id IS NOT NULL AND NEW.status = 'approved'
UNION ALL SELECT 'granted', 'place in year', MAKE_DATE(CAST(EXTRACT(YEAR FROM (CAST(NEW.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) + 17) AS INTEGER) - 1, 12, 15), CAST(ARRAY[CAST(NEW.startup_is_public AS TEXT), CAST(NEW.area_id AS TEXT), CAST(NEW.budget_line_id AS TEXT), CAST(NEW.stage_id AS TEXT)] AS TEXT[]), 1, (NEW.amount - NEW.cancelled) WHERE NEW.id IS NOT NULL AND NEW.status = 'approved'
UNION ALL SELECT 'projects', 'year', MAKE_DATE(CAST(EXTRACT(YEAR FROM (CAST(NEW.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) + 17) AS INTEGER) - 1, 12, 15), CAST(ARRAY[CAST(CAST(EXTRACT(YEAR FROM NEW.project_previous_on + 17) AS INTEGER) AS TEXT), CAST(NEW.stage_id AS TEXT), CAST(NEW.budget_line_id AS TEXT)] AS TEXT[]), 1, (NEW.amount - NEW.cancelled) WHERE NEW.id IS NOT NULL AND NEW.status = 'approved'
UNION ALL SELECT 'projects', 'day', (CAST(NEW.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[CAST(CAST(EXTRACT(YEAR FROM NEW.project_previous_on + 17) AS INTEGER) AS TEXT), CAST(NEW.stage_id AS TEXT), CAST(NEW.budget_line_id AS TEXT)] AS TEXT[]), 1, (NEW.amount - NEW.cancelled) WHERE NEW.id IS NOT NULL AND NEW.status = 'approved'
UNION ALL SELECT 'startups supported', 'ever', DATE '0001-01-01', CAST(ARRAY[CAST(CAST(EXTRACT(YEAR FROM NEW.startup_previous_on + 17) AS INTEGER) AS TEXT)] AS TEXT[]), 1, (NEW.amount - NEW.cancelled) WHERE NEW.id IS NOT NULL AND NEW.status = 'approved'
UNION ALL SELECT 'startups supported', 'day', (CAST(NEW.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[CAST(CAST(EXTRACT(YEAR FROM NEW.startup_previous_on + 17) AS INTEGER) AS TEXT)] AS TEXT[]), 1, (NEW.amount - NEW.cancelled) WHERE NEW.id IS NOT NULL AND NEW.status = 'approved'
UNION ALL SELECT 'granted', 'place', DATE '0001-01-01', CAST(ARRAY[CAST(OLD.startup_is_public AS TEXT), CAST(OLD.area_id AS TEXT)] AS TEXT[]), -1, -(OLD.amount - OLD.cancelled) WHERE OLD.id IS NOT NULL AND OLD.status = 'approved'
UNION ALL SELECT 'granted', 'year', MAKE_DATE(CAST(EXTRACT(YEAR FROM (CAST(OLD.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) + 17) AS INTEGER) - 1, 12, 15), CAST(ARRAY[CAST(OLD.budget_line_id AS TEXT), CAST(OLD.stage_id AS TEXT), CAST(OLD.result_accepted AS TEXT)] AS TEXT[]), -1, -(OLD.amount - OLD.cancelled) WHERE OLD.id IS NOT NULL AND OLD.status = 'approved'
UNION ALL SELECT 'granted', 'day', (CAST(OLD.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[CAST(OLD.budget_line_id AS TEXT), CAST(OLD.stage_id AS TEXT), CAST(OLD.result_accepted AS TEXT)] AS TEXT[]), -1, -(OLD.amount - OLD.cancelled) WHERE OLD.id IS NOT NULL AND OLD.status = 'approved'
UNION ALL SELECT 'granted', 'place in year', MAKE_DATE(CAST(EXTRACT(YEAR FROM (CAST(OLD.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) + 17) AS INTEGER) - 1, 12, 15), CAST(ARRAY[CAST(OLD.startup_is_public AS TEXT), CAST(OLD.area_id AS TEXT), CAST(OLD.budget_line_id AS TEXT), CAST(OLD.stage_id AS TEXT)] AS TEXT[]), -1, -(OLD.amount - OLD.cancelled) WHERE OLD.id IS NOT NULL AND OLD.status = 'approved'
UNION ALL SELECT 'projects', 'year', MAKE_DATE(CAST(EXTRACT(YEAR FROM (CAST(OLD.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) + 17) AS INTEGER) - 1, 12, 15), CAST(ARRAY[CAST(CAST(EXTRACT(YEAR FROM OLD.project_previous_on + 17) AS INTEGER) AS TEXT), CAST(OLD.stage_id AS TEXT), CAST(OLD.budget_line_id AS TEXT)] AS TEXT[]), -1, -(OLD.amount - OLD.cancelled) WHERE OLD.id IS NOT NULL AND OLD.status = 'approved'
UNION ALL SELECT 'projects', 'day', (CAST(OLD.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[CAST(CAST(EXTRACT(YEAR FROM OLD.project_previous_on + 17) AS INTEGER) AS TEXT), CAST(OLD.stage_id AS TEXT), CAST(OLD.budget_line_id AS TEXT)] AS TEXT[]), -1, -(OLD.amount - OLD.cancelled) WHERE OLD.id IS NOT NULL AND OLD.status = 'approved'
UNION ALL SELECT 'startups supported', 'ever', DATE '0001-01-01', CAST(ARRAY[CAST(CAST(EXTRACT(YEAR FROM OLD.startup_previous_on + 17) AS INTEGER) AS TEXT)] AS TEXT[]), -1, -(OLD.amount - OLD.cancelled) WHERE OLD.id IS NOT NULL AND OLD.status = 'approved'
UNION ALL SELECT 'startups supported', 'day', (CAST(OLD.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[CAST(CAST(EXTRACT(YEAR FROM OLD.startup_previous_on + 17) AS INTEGER) AS TEXT)] AS TEXT[]), -1, -(OLD.amount - OLD.cancelled) WHERE OLD.id IS NOT NULL AND OLD.status = 'approved'
) changes;
RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_measures_follow_a_change_29f3d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO core_measurecell (measure, cube, since, dims, number, amount, is_folded)
SELECT *, FALSE FROM (
SELECT 'messages', 'day', (CAST(NEW.created_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[CAST(CASE WHEN NEW.status <> 'answered' THEN 'none' WHEN NEW.due_on IS NULL OR CAST(NEW.answered_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE) <= NEW.due_on THEN 'in_time' ELSE 'late' END AS TEXT)] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.number IS NOT NULL
UNION ALL SELECT 'messages', 'day', (CAST(OLD.created_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[CAST(CASE WHEN OLD.status <> 'answered' THEN 'none' WHEN OLD.due_on IS NULL OR CAST(OLD.answered_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE) <= OLD.due_on THEN 'in_time' ELSE 'late' END AS TEXT)] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.number IS NOT NULL
) changes;
RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_measures_follow_a_change_616d8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO core_measurecell (measure, cube, since, dims, number, amount, is_folded)
SELECT *, FALSE FROM (
SELECT 'paid', 'year', MAKE_DATE(CAST(EXTRACT(YEAR FROM (NEW.paid_on) + 17) AS INTEGER) - 1, 12, 15), CAST(ARRAY[CAST(NEW.budget_line_id AS TEXT), CAST(NEW.stage_id AS TEXT), CAST(NEW.result_accepted AS TEXT)] AS TEXT[]), 1, (NEW.amount) WHERE NEW.id IS NOT NULL AND TRUE
UNION ALL SELECT 'paid', 'day', (NEW.paid_on), CAST(ARRAY[CAST(NEW.budget_line_id AS TEXT), CAST(NEW.stage_id AS TEXT), CAST(NEW.result_accepted AS TEXT)] AS TEXT[]), 1, (NEW.amount) WHERE NEW.id IS NOT NULL AND TRUE
UNION ALL SELECT 'paid', 'year', MAKE_DATE(CAST(EXTRACT(YEAR FROM (OLD.paid_on) + 17) AS INTEGER) - 1, 12, 15), CAST(ARRAY[CAST(OLD.budget_line_id AS TEXT), CAST(OLD.stage_id AS TEXT), CAST(OLD.result_accepted AS TEXT)] AS TEXT[]), -1, -(OLD.amount) WHERE OLD.id IS NOT NULL AND TRUE
UNION ALL SELECT 'paid', 'day', (OLD.paid_on), CAST(ARRAY[CAST(OLD.budget_line_id AS TEXT), CAST(OLD.stage_id AS TEXT), CAST(OLD.result_accepted AS TEXT)] AS TEXT[]), -1, -(OLD.amount) WHERE OLD.id IS NOT NULL AND TRUE
) changes;
RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_measures_follow_a_change_a28bf() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO core_measurecell (measure, cube, since, dims, number, amount, is_folded)
SELECT *, FALSE FROM (
SELECT 'contracted', 'line', DATE '0001-01-01', CAST(ARRAY[CAST(NEW.charged_line_id AS TEXT)] AS TEXT[]), 1, (NEW.amount) WHERE NEW.id IS NOT NULL AND NEW.status <> 'cancelled' AND NEW.charged_line_id IS NOT NULL
UNION ALL SELECT 'contracted', 'line', DATE '0001-01-01', CAST(ARRAY[CAST(OLD.charged_line_id AS TEXT)] AS TEXT[]), -1, -(OLD.amount) WHERE OLD.id IS NOT NULL AND OLD.status <> 'cancelled' AND OLD.charged_line_id IS NOT NULL
) changes;
RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_measures_follow_a_change_d76fd() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO core_measurecell (measure, cube, since, dims, number, amount, is_folded)
SELECT *, FALSE FROM (
SELECT 'directory', 'all', DATE '0001-01-01', CAST(ARRAY[] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.status = 'public' AND NEW.archived_at IS NULL
UNION ALL SELECT 'directory', 'supported', DATE '0001-01-01', CAST(ARRAY[CAST(NEW.support_received <> '{}' AS TEXT)] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.status = 'public' AND NEW.archived_at IS NULL
UNION ALL SELECT 'directory', 'stage', DATE '0001-01-01', CAST(ARRAY[CAST(NEW.stage_id AS TEXT)] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.status = 'public' AND NEW.archived_at IS NULL
UNION ALL SELECT 'directory', 'support', DATE '0001-01-01', CAST(ARRAY[CAST(UNNEST(NEW.support_received) AS TEXT)] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.status = 'public' AND NEW.archived_at IS NULL
UNION ALL SELECT 'directory', 'sector', DATE '0001-01-01', CAST(ARRAY[CAST(UNNEST(NEW.sector_ids) AS TEXT)] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.status = 'public' AND NEW.archived_at IS NULL
UNION ALL SELECT 'directory', 'area', DATE '0001-01-01', CAST(ARRAY[CAST(NEW.area_id AS TEXT)] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.status = 'public' AND NEW.archived_at IS NULL
UNION ALL SELECT 'directory', 'all', DATE '0001-01-01', CAST(ARRAY[] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.status = 'public' AND OLD.archived_at IS NULL
UNION ALL SELECT 'directory', 'supported', DATE '0001-01-01', CAST(ARRAY[CAST(OLD.support_received <> '{}' AS TEXT)] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.status = 'public' AND OLD.archived_at IS NULL
UNION ALL SELECT 'directory', 'stage', DATE '0001-01-01', CAST(ARRAY[CAST(OLD.stage_id AS TEXT)] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.status = 'public' AND OLD.archived_at IS NULL
UNION ALL SELECT 'directory', 'support', DATE '0001-01-01', CAST(ARRAY[CAST(UNNEST(OLD.support_received) AS TEXT)] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.status = 'public' AND OLD.archived_at IS NULL
UNION ALL SELECT 'directory', 'sector', DATE '0001-01-01', CAST(ARRAY[CAST(UNNEST(OLD.sector_ids) AS TEXT)] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.status = 'public' AND OLD.archived_at IS NULL
UNION ALL SELECT 'directory', 'area', DATE '0001-01-01', CAST(ARRAY[CAST(OLD.area_id AS TEXT)] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.status = 'public' AND OLD.archived_at IS NULL
) changes;
RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_measures_follow_a_change_dc241() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO core_measurecell (measure, cube, since, dims, number, amount, is_folded)
SELECT *, FALSE FROM (
SELECT 'steps ended', 'day', (NEW.ended_on), CAST(ARRAY[CAST(NEW.ended_on <= NEW.due_on AS TEXT)] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.ended_on IS NOT NULL AND NEW.paused_on IS NULL AND NEW.step <> 'completion'
UNION ALL SELECT 'steps ended', 'day', (OLD.ended_on), CAST(ARRAY[CAST(OLD.ended_on <= OLD.due_on AS TEXT)] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.ended_on IS NOT NULL AND OLD.paused_on IS NULL AND OLD.step <> 'completion'
) changes;
RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_measures_follow_a_change_f109f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO core_measurecell (measure, cube, since, dims, number, amount, is_folded)
SELECT *, FALSE FROM (
SELECT 'dossiers sent', 'day', (CAST(NEW.submitted_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.submitted_at IS NOT NULL
UNION ALL SELECT 'dossiers sent', 'day', (CAST(OLD.submitted_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.submitted_at IS NOT NULL
) changes;
RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_measures_follow_a_row_18e45() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO core_measurecell (measure, cube, since, dims, number, amount, is_folded)
SELECT *, FALSE FROM (
SELECT 'paid', 'year', MAKE_DATE(CAST(EXTRACT(YEAR FROM (NEW.paid_on) + 17) AS INTEGER) - 1, 12, 15), CAST(ARRAY[CAST(NEW.budget_line_id AS TEXT), CAST(NEW.stage_id AS TEXT), CAST(NEW.result_accepted AS TEXT)] AS TEXT[]), 1, (NEW.amount) WHERE NEW.id IS NOT NULL AND TRUE
UNION ALL SELECT 'paid', 'day', (NEW.paid_on), CAST(ARRAY[CAST(NEW.budget_line_id AS TEXT), CAST(NEW.stage_id AS TEXT), CAST(NEW.result_accepted AS TEXT)] AS TEXT[]), 1, (NEW.amount) WHERE NEW.id IS NOT NULL AND TRUE
UNION ALL SELECT 'paid', 'year', MAKE_DATE(CAST(EXTRACT(YEAR FROM (OLD.paid_on) + 17) AS INTEGER) - 1, 12, 15), CAST(ARRAY[CAST(OLD.budget_line_id AS TEXT), CAST(OLD.stage_id AS TEXT), CAST(OLD.result_accepted AS TEXT)] AS TEXT[]), -1, -(OLD.amount) WHERE OLD.id IS NOT NULL AND TRUE
UNION ALL SELECT 'paid', 'day', (OLD.paid_on), CAST(ARRAY[CAST(OLD.budget_line_id AS TEXT), CAST(OLD.stage_id AS TEXT), CAST(OLD.result_accepted AS TEXT)] AS TEXT[]), -1, -(OLD.amount) WHERE OLD.id IS NOT NULL AND TRUE
) changes;
RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_measures_follow_a_row_1f930() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO core_measurecell (measure, cube, since, dims, number, amount, is_folded)
SELECT *, FALSE FROM (
SELECT 'contracted', 'line', DATE '0001-01-01', CAST(ARRAY[CAST(NEW.charged_line_id AS TEXT)] AS TEXT[]), 1, (NEW.amount) WHERE NEW.id IS NOT NULL AND NEW.status <> 'cancelled' AND NEW.charged_line_id IS NOT NULL
UNION ALL SELECT 'contracted', 'line', DATE '0001-01-01', CAST(ARRAY[CAST(OLD.charged_line_id AS TEXT)] AS TEXT[]), -1, -(OLD.amount) WHERE OLD.id IS NOT NULL AND OLD.status <> 'cancelled' AND OLD.charged_line_id IS NOT NULL
) changes;
RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_measures_follow_a_row_279c9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO core_measurecell (measure, cube, since, dims, number, amount, is_folded)
SELECT *, FALSE FROM (
SELECT 'granted', 'place', DATE '0001-01-01', CAST(ARRAY[CAST(NEW.startup_is_public AS TEXT), CAST(NEW.area_id AS TEXT)] AS TEXT[]), 1, (NEW.amount - NEW.cancelled) WHERE NEW.id IS NOT NULL AND NEW.status = 'approved'
UNION ALL SELECT 'granted', 'year', MAKE_DATE(CAST(EXTRACT(YEAR FROM (CAST(NEW.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) + 17) AS INTEGER) - 1, 12, 15), CAST(ARRAY[CAST(NEW.budget_line_id AS TEXT), CAST(NEW.stage_id AS TEXT), CAST(NEW.result_accepted AS TEXT)] AS TEXT[]), 1, (NEW.amount - NEW.cancelled) WHERE NEW.id IS NOT NULL AND NEW.status = 'approved'
UNION ALL SELECT 'granted', 'day', (CAST(NEW.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[CAST(NEW.budget_line_id AS TEXT), CAST(NEW.stage_id AS TEXT), CAST(NEW.result_accepted AS TEXT)] AS TEXT[]), 1, (NEW.amount - NEW.cancelled) WHERE NEW.id IS NOT NULL AND NEW.status = 'approved'
UNION ALL SELECT 'granted', 'place in year', MAKE_DATE(CAST(EXTRACT(YEAR FROM (CAST(NEW.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) + 17) AS INTEGER) - 1, 12, 15), CAST(ARRAY[CAST(NEW.startup_is_public AS TEXT), CAST(NEW.area_id AS TEXT), CAST(NEW.budget_line_id AS TEXT), CAST(NEW.stage_id AS TEXT)] AS TEXT[]), 1, (NEW.amount - NEW.cancelled) WHERE NEW.id IS NOT NULL AND NEW.status = 'approved'
UNION ALL SELECT 'projects', 'year', MAKE_DATE(CAST(EXTRACT(YEAR FROM (CAST(NEW.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) + 17) AS INTEGER) - 1, 12, 15), CAST(ARRAY[CAST(CAST(EXTRACT(YEAR FROM NEW.project_previous_on + 17) AS INTEGER) AS TEXT), CAST(NEW.stage_id AS TEXT), CAST(NEW.budget_line_id AS TEXT)] AS TEXT[]), 1, (NEW.amount - NEW.cancelled) WHERE NEW.id IS NOT NULL AND NEW.status = 'approved'
UNION ALL SELECT 'projects', 'day', (CAST(NEW.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[CAST(CAST(EXTRACT(YEAR FROM NEW.project_previous_on + 17) AS INTEGER) AS TEXT), CAST(NEW.stage_id AS TEXT), CAST(NEW.budget_line_id AS TEXT)] AS TEXT[]), 1, (NEW.amount - NEW.cancelled) WHERE NEW.id IS NOT NULL AND NEW.status = 'approved'
UNION ALL SELECT 'startups supported', 'ever', DATE '0001-01-01', CAST(ARRAY[CAST(CAST(EXTRACT(YEAR FROM NEW.startup_previous_on + 17) AS INTEGER) AS TEXT)] AS TEXT[]), 1, (NEW.amount - NEW.cancelled) WHERE NEW.id IS NOT NULL AND NEW.status = 'approved'
UNION ALL SELECT 'startups supported', 'day', (CAST(NEW.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[CAST(CAST(EXTRACT(YEAR FROM NEW.startup_previous_on + 17) AS INTEGER) AS TEXT)] AS TEXT[]), 1, (NEW.amount - NEW.cancelled) WHERE NEW.id IS NOT NULL AND NEW.status = 'approved'
UNION ALL SELECT 'granted', 'place', DATE '0001-01-01', CAST(ARRAY[CAST(OLD.startup_is_public AS TEXT), CAST(OLD.area_id AS TEXT)] AS TEXT[]), -1, -(OLD.amount - OLD.cancelled) WHERE OLD.id IS NOT NULL AND OLD.status = 'approved'
UNION ALL SELECT 'granted', 'year', MAKE_DATE(CAST(EXTRACT(YEAR FROM (CAST(OLD.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) + 17) AS INTEGER) - 1, 12, 15), CAST(ARRAY[CAST(OLD.budget_line_id AS TEXT), CAST(OLD.stage_id AS TEXT), CAST(OLD.result_accepted AS TEXT)] AS TEXT[]), -1, -(OLD.amount - OLD.cancelled) WHERE OLD.id IS NOT NULL AND OLD.status = 'approved'
UNION ALL SELECT 'granted', 'day', (CAST(OLD.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[CAST(OLD.budget_line_id AS TEXT), CAST(OLD.stage_id AS TEXT), CAST(OLD.result_accepted AS TEXT)] AS TEXT[]), -1, -(OLD.amount - OLD.cancelled) WHERE OLD.id IS NOT NULL AND OLD.status = 'approved'
UNION ALL SELECT 'granted', 'place in year', MAKE_DATE(CAST(EXTRACT(YEAR FROM (CAST(OLD.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) + 17) AS INTEGER) - 1, 12, 15), CAST(ARRAY[CAST(OLD.startup_is_public AS TEXT), CAST(OLD.area_id AS TEXT), CAST(OLD.budget_line_id AS TEXT), CAST(OLD.stage_id AS TEXT)] AS TEXT[]), -1, -(OLD.amount - OLD.cancelled) WHERE OLD.id IS NOT NULL AND OLD.status = 'approved'
UNION ALL SELECT 'projects', 'year', MAKE_DATE(CAST(EXTRACT(YEAR FROM (CAST(OLD.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) + 17) AS INTEGER) - 1, 12, 15), CAST(ARRAY[CAST(CAST(EXTRACT(YEAR FROM OLD.project_previous_on + 17) AS INTEGER) AS TEXT), CAST(OLD.stage_id AS TEXT), CAST(OLD.budget_line_id AS TEXT)] AS TEXT[]), -1, -(OLD.amount - OLD.cancelled) WHERE OLD.id IS NOT NULL AND OLD.status = 'approved'
UNION ALL SELECT 'projects', 'day', (CAST(OLD.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[CAST(CAST(EXTRACT(YEAR FROM OLD.project_previous_on + 17) AS INTEGER) AS TEXT), CAST(OLD.stage_id AS TEXT), CAST(OLD.budget_line_id AS TEXT)] AS TEXT[]), -1, -(OLD.amount - OLD.cancelled) WHERE OLD.id IS NOT NULL AND OLD.status = 'approved'
UNION ALL SELECT 'startups supported', 'ever', DATE '0001-01-01', CAST(ARRAY[CAST(CAST(EXTRACT(YEAR FROM OLD.startup_previous_on + 17) AS INTEGER) AS TEXT)] AS TEXT[]), -1, -(OLD.amount - OLD.cancelled) WHERE OLD.id IS NOT NULL AND OLD.status = 'approved'
UNION ALL SELECT 'startups supported', 'day', (CAST(OLD.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[CAST(CAST(EXTRACT(YEAR FROM OLD.startup_previous_on + 17) AS INTEGER) AS TEXT)] AS TEXT[]), -1, -(OLD.amount - OLD.cancelled) WHERE OLD.id IS NOT NULL AND OLD.status = 'approved'
) changes;
RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_measures_follow_a_row_7d9c4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO core_measurecell (measure, cube, since, dims, number, amount, is_folded)
SELECT *, FALSE FROM (
SELECT 'steps ended', 'day', (NEW.ended_on), CAST(ARRAY[CAST(NEW.ended_on <= NEW.due_on AS TEXT)] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.ended_on IS NOT NULL AND NEW.paused_on IS NULL AND NEW.step <> 'completion'
UNION ALL SELECT 'steps ended', 'day', (OLD.ended_on), CAST(ARRAY[CAST(OLD.ended_on <= OLD.due_on AS TEXT)] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.ended_on IS NOT NULL AND OLD.paused_on IS NULL AND OLD.step <> 'completion'
) changes;
RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_measures_follow_a_row_a57c0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO core_measurecell (measure, cube, since, dims, number, amount, is_folded)
SELECT *, FALSE FROM (
SELECT 'directory', 'all', DATE '0001-01-01', CAST(ARRAY[] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.status = 'public' AND NEW.archived_at IS NULL
UNION ALL SELECT 'directory', 'supported', DATE '0001-01-01', CAST(ARRAY[CAST(NEW.support_received <> '{}' AS TEXT)] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.status = 'public' AND NEW.archived_at IS NULL
UNION ALL SELECT 'directory', 'stage', DATE '0001-01-01', CAST(ARRAY[CAST(NEW.stage_id AS TEXT)] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.status = 'public' AND NEW.archived_at IS NULL
UNION ALL SELECT 'directory', 'support', DATE '0001-01-01', CAST(ARRAY[CAST(UNNEST(NEW.support_received) AS TEXT)] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.status = 'public' AND NEW.archived_at IS NULL
UNION ALL SELECT 'directory', 'sector', DATE '0001-01-01', CAST(ARRAY[CAST(UNNEST(NEW.sector_ids) AS TEXT)] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.status = 'public' AND NEW.archived_at IS NULL
UNION ALL SELECT 'directory', 'area', DATE '0001-01-01', CAST(ARRAY[CAST(NEW.area_id AS TEXT)] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.status = 'public' AND NEW.archived_at IS NULL
UNION ALL SELECT 'directory', 'all', DATE '0001-01-01', CAST(ARRAY[] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.status = 'public' AND OLD.archived_at IS NULL
UNION ALL SELECT 'directory', 'supported', DATE '0001-01-01', CAST(ARRAY[CAST(OLD.support_received <> '{}' AS TEXT)] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.status = 'public' AND OLD.archived_at IS NULL
UNION ALL SELECT 'directory', 'stage', DATE '0001-01-01', CAST(ARRAY[CAST(OLD.stage_id AS TEXT)] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.status = 'public' AND OLD.archived_at IS NULL
UNION ALL SELECT 'directory', 'support', DATE '0001-01-01', CAST(ARRAY[CAST(UNNEST(OLD.support_received) AS TEXT)] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.status = 'public' AND OLD.archived_at IS NULL
UNION ALL SELECT 'directory', 'sector', DATE '0001-01-01', CAST(ARRAY[CAST(UNNEST(OLD.sector_ids) AS TEXT)] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.status = 'public' AND OLD.archived_at IS NULL
UNION ALL SELECT 'directory', 'area', DATE '0001-01-01', CAST(ARRAY[CAST(OLD.area_id AS TEXT)] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.status = 'public' AND OLD.archived_at IS NULL
) changes;
RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_measures_follow_a_row_f6bc5() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO core_measurecell (measure, cube, since, dims, number, amount, is_folded)
SELECT *, FALSE FROM (
SELECT 'dossiers sent', 'day', (CAST(NEW.submitted_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.submitted_at IS NOT NULL
UNION ALL SELECT 'dossiers sent', 'day', (CAST(OLD.submitted_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.submitted_at IS NOT NULL
) changes;
RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_measures_follow_a_row_fbc20() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO core_measurecell (measure, cube, since, dims, number, amount, is_folded)
SELECT *, FALSE FROM (
SELECT 'messages', 'day', (CAST(NEW.created_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[CAST(CASE WHEN NEW.status <> 'answered' THEN 'none' WHEN NEW.due_on IS NULL OR CAST(NEW.answered_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE) <= NEW.due_on THEN 'in_time' ELSE 'late' END AS TEXT)] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.number IS NOT NULL
UNION ALL SELECT 'messages', 'day', (CAST(OLD.created_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[CAST(CASE WHEN OLD.status <> 'answered' THEN 'none' WHEN OLD.due_on IS NULL OR CAST(OLD.answered_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE) <= OLD.due_on THEN 'in_time' ELSE 'late' END AS TEXT)] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.number IS NOT NULL
) changes;
RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_news_address_is_stable_771fb() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update of "slug" rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_part_is_frozen_98a1d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_payer_is_a_third_person_bb774() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE tranche record;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    SELECT t.amount, t.accepted_by_id, a.proposed_by_id, a.decided_by_id INTO tranche
                    FROM grants_tranche t
                    JOIN grants_contract c ON c.id = t.contract_id
                    JOIN grants_award a ON a.id = c.award_id
                    WHERE t.id = NEW.tranche_id;
                    IF NEW.paid_by_id IN (tranche.proposed_by_id, tranche.decided_by_id, tranche.accepted_by_id) THEN
                        RAISE EXCEPTION 'who proposed, decided or accepted does not pay' USING ERRCODE = 'check_violation';
                    END IF;
                    IF NEW.amount <> tranche.amount THEN
                        RAISE EXCEPTION 'a tranche is paid whole' USING ERRCODE = 'check_violation';
                    END IF;
                    IF tranche.accepted_by_id IS NULL THEN
                        RAISE EXCEPTION 'a tranche is paid after acceptance' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                
                END;
            $$;

CREATE FUNCTION public.pgtrigger_payment_not_deleted_262ca() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_payment_not_edited_2a303() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update of "tranche_id", "amount", "paid_on", "reference", "paid_by_id", "reverses_id" rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_payments_follow_90dc9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    PERFORM FROM grants_tranche t JOIN grants_contract c ON c.id = t.contract_id
        WHERE t.id = NEW.id ORDER BY t.id FOR NO KEY UPDATE OF t;
    UPDATE grants_disbursement payment SET budget_line_id = a.budget_line_id, stage_id = a.stage_id,
        result_accepted = a.result_accepted
    FROM grants_tranche t JOIN grants_contract c ON c.id = t.contract_id JOIN grants_award a ON a.id = c.award_id
    WHERE t.id = payment.tranche_id AND t.id = NEW.id;
    RETURN NULL;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_payments_follow_a4096() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    PERFORM FROM grants_tranche t JOIN grants_contract c ON c.id = t.contract_id
        WHERE c.award_id = NEW.id ORDER BY t.id FOR NO KEY UPDATE OF t;
    UPDATE grants_disbursement payment SET budget_line_id = a.budget_line_id, stage_id = a.stage_id,
        result_accepted = a.result_accepted
    FROM grants_tranche t JOIN grants_contract c ON c.id = t.contract_id JOIN grants_award a ON a.id = c.award_id
    WHERE t.id = payment.tranche_id AND c.award_id = NEW.id;
    RETURN NULL;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_payments_follow_dca55() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    PERFORM FROM grants_tranche t JOIN grants_contract c ON c.id = t.contract_id
        WHERE c.id = NEW.id ORDER BY t.id FOR NO KEY UPDATE OF t;
    UPDATE grants_disbursement payment SET budget_line_id = a.budget_line_id, stage_id = a.stage_id,
        result_accepted = a.result_accepted
    FROM grants_tranche t JOIN grants_contract c ON c.id = t.contract_id JOIN grants_award a ON a.id = c.award_id
    WHERE t.id = payment.tranche_id AND c.id = NEW.id;
    RETURN NULL;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_place_of_an_approved_row_c6288() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    SELECT s.area_id INTO NEW.area_id
    FROM grants_application a JOIN startups_startup s ON s.id = a.startup_id WHERE a.id = NEW.application_id;
    RETURN NEW;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_place_of_the_approval_dd9b6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    SELECT s.area_id INTO NEW.area_id
    FROM grants_application a JOIN startups_startup s ON s.id = a.startup_id WHERE a.id = NEW.application_id;
    RETURN NEW;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_place_stays_12904() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'The place of a decision does not change';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_planned_amount_is_verified_08ad9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE verified bigint;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    SELECT amount INTO verified FROM plan_plannedamount
                    WHERE line_id = NEW.id AND status = 'verified' ORDER BY verified_at DESC, id DESC LIMIT 1;
                    IF verified IS DISTINCT FROM NEW.planned THEN
                        RAISE EXCEPTION 'only a verified amount stands on a budget line' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                
                END;
            $$;

CREATE FUNCTION public.pgtrigger_predecessors_follow_a_change_e64e1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
        IF (NEW.status = 'approved') IS TRUE OR (OLD.status = 'approved') IS TRUE THEN
            PERFORM pg_advisory_xact_lock(hashtextextended(TG_TABLE_NAME || ' ' || keys.key, 0)) FROM (
                SELECT DISTINCT key FROM UNNEST(ARRAY[NEW.startup_id, OLD.startup_id]) AS key WHERE key IS NOT NULL ORDER BY key
            ) keys;
            UPDATE grants_award AS written SET startup_previous_on = found.startup_previous_on, project_previous_on = found.project_previous_on FROM (SELECT id, LAG(CAST(decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) OVER (PARTITION BY startup_id ORDER BY decided_at, id) AS startup_previous_on, LAG(CAST(decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) OVER (PARTITION BY startup_id, stage_id ORDER BY decided_at, id) AS project_previous_on FROM grants_award WHERE (status = 'approved') AND (startup_id IN (NEW.startup_id, OLD.startup_id))) found WHERE written.id = found.id AND ROW(written.startup_previous_on, written.project_previous_on) IS DISTINCT FROM ROW(found.startup_previous_on, found.project_previous_on);
        END IF;
        RETURN NULL;
    
                END;
            $$;

CREATE FUNCTION public.pgtrigger_predecessors_follow_a_row_528a0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
        IF (NEW.status = 'approved') IS TRUE OR (OLD.status = 'approved') IS TRUE THEN
            PERFORM pg_advisory_xact_lock(hashtextextended(TG_TABLE_NAME || ' ' || keys.key, 0)) FROM (
                SELECT DISTINCT key FROM UNNEST(ARRAY[NEW.startup_id, OLD.startup_id]) AS key WHERE key IS NOT NULL ORDER BY key
            ) keys;
            UPDATE grants_award AS written SET startup_previous_on = found.startup_previous_on, project_previous_on = found.project_previous_on FROM (SELECT id, LAG(CAST(decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) OVER (PARTITION BY startup_id ORDER BY decided_at, id) AS startup_previous_on, LAG(CAST(decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) OVER (PARTITION BY startup_id, stage_id ORDER BY decided_at, id) AS project_previous_on FROM grants_award WHERE (status = 'approved') AND (startup_id IN (NEW.startup_id, OLD.startup_id))) found WHERE written.id = found.id AND ROW(written.startup_previous_on, written.project_previous_on) IS DISTINCT FROM ROW(found.startup_previous_on, found.project_previous_on);
        END IF;
        RETURN NULL;
    
                END;
            $$;

CREATE FUNCTION public.pgtrigger_published_version_is_frozen_59443() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_published_version_not_deleted_d6f92() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_reversal_is_confirmed_c09de() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE payment record; taken_back bigint;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    SELECT * INTO payment FROM grants_disbursement WHERE id = NEW.reverses_id FOR UPDATE;
                    SELECT coalesce(sum(amount), 0) INTO taken_back FROM grants_disbursement WHERE reverses_id = payment.id;
                    IF payment.reverses_id IS NOT NULL OR payment.tranche_id <> NEW.tranche_id
                        OR payment.amount + taken_back + NEW.amount < 0 THEN
                        RAISE EXCEPTION 'a reversing entry takes back at most its payment' USING ERRCODE = 'check_violation';
                    END IF;
                    IF NOT EXISTS (SELECT 1 FROM grants_reversal WHERE payment_id = payment.id AND status = 'confirmed'
                        AND amount = -NEW.amount AND entry_id IS NULL) THEN
                        RAISE EXCEPTION 'a reversing entry needs a confirmed request' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                
                END;
            $$;

CREATE FUNCTION public.pgtrigger_reversal_not_deleted_0efe2() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_sent_content_is_frozen_86757() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update of "content", "content_sha256", "sent_at", "sent_by_id", "sequence" rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_sent_whole_and_frozen_cf696() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE missing bigint;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    IF OLD.status IN ('sent', 'excluded') AND NEW.status IN ('sent', 'excluded') AND (OLD.total, OLD.comment, OLD.sent_at, OLD.evaluator_id, OLD.application_id)
                        IS DISTINCT FROM (NEW.total, NEW.comment, NEW.sent_at, NEW.evaluator_id, NEW.application_id) THEN
                        RAISE EXCEPTION 'a sent review is frozen' USING ERRCODE = 'check_violation';
                    END IF;
                    IF NEW.status = 'sent' AND OLD.status <> 'sent' THEN
                        SELECT count(*) INTO missing FROM grants_criterion c
                        JOIN grants_application a ON a.call_id = c.call_id
                        LEFT JOIN grants_score s ON s.criterion_id = c.id AND s.review_id = NEW.id
                        WHERE a.id = NEW.application_id AND (s.value IS NULL OR s.reason = '');
                        IF missing > 0 THEN
                            RAISE EXCEPTION '% criteria have no mark or no reason', missing USING ERRCODE = 'check_violation';
                        END IF;
                    END IF;
                    RETURN NEW;
                
                END;
            $$;

CREATE FUNCTION public.pgtrigger_sent_words_are_frozen_07604() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update of "kind", "subject", "about", "text", "name", "email", "created_at", "token", "code" rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_settled_due_day_stays_ebc6e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_stage_of_awards_follows_2baa7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    PERFORM FROM grants_application WHERE call_id = NEW.id ORDER BY id FOR NO KEY UPDATE;
    UPDATE grants_award SET stage_id = NEW.stage_id WHERE call_id = NEW.id;
    RETURN NULL;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_startup_is_copied_dfb56() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    SELECT name, kind, area_id, sector_ids INTO NEW.startup_name, NEW.kind, NEW.area_id, NEW.sector_ids
    FROM startups_startup WHERE id = NEW.startup_id FOR SHARE;
    RETURN NEW;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_submission_not_deleted_3dc26() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_time_holds_its_tranches_9fcd8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    IF EXISTS (
        SELECT FROM grants_tranche t JOIN grants_contract c ON c.id = t.contract_id
        WHERE c.id = NEW.id AND t.status <> 'cancelled' AND (t.due_on < c.starts_on OR t.due_on > c.ends_on)
    ) THEN
        RAISE EXCEPTION 'a deliverable is due outside the time of its contract' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_tranche_not_deleted_46fb3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_tranches_add_up_b10ad() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE wanted bigint; found bigint;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    SELECT a.amount, coalesce(sum(t.amount), 0) INTO wanted, found
    FROM grants_contract c JOIN grants_award a ON a.id = c.award_id
    LEFT JOIN grants_tranche t ON t.contract_id = c.id
    WHERE c.id = NEW.contract_id GROUP BY a.amount;
    IF wanted IS DISTINCT FROM found THEN
        RAISE EXCEPTION 'tranches add up to %, the award is %', found, wanted USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_tranches_follow_55609() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    UPDATE grants_tranche SET call_id = NEW.call_id, search_folded = NEW.search_folded,
        number_key = NEW.number_key, startup_name = NEW.startup_name,
        charged_line_id = CASE WHEN NEW.status = 'approved' THEN NEW.budget_line_id END
    WHERE contract_id IN (SELECT id FROM grants_contract WHERE award_id = NEW.id);
    RETURN NULL;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_tranches_follow_fc516() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    UPDATE grants_tranche SET call_id = award.call_id, search_folded = award.search_folded,
        number_key = award.number_key, startup_name = award.startup_name,
        charged_line_id = CASE WHEN award.status = 'approved' THEN award.budget_line_id END
    FROM grants_award award WHERE award.id = NEW.award_id AND contract_id = NEW.id;
    RETURN NULL;

                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_00b32() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "reference_areaevent" ("area_km2", "code", "created_at", "full_name", "full_name_en", "id", "kind", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "valid_from", "valid_to") VALUES (NEW."area_km2", NEW."code", NEW."created_at", NEW."full_name", NEW."full_name_en", NEW."id", NEW."kind", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."updated_at", NEW."valid_from", NEW."valid_to"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_071f4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "plan_targetevent" ("confidence", "created_at", "entered_by_id", "id", "indicator_id", "is_used", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "updated_at", "value", "value_to", "verified_by_id", "year") VALUES (NEW."confidence", NEW."created_at", NEW."entered_by_id", NEW."id", NEW."indicator_id", NEW."is_used", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."source", NEW."updated_at", NEW."value", NEW."value_to", NEW."verified_by_id", NEW."year"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_07764() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "communication_newsitemevent" ("body", "body_en", "created_at", "created_by_id", "id", "is_demo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pillar_id", "published_at", "slug", "source_url", "status", "summary", "summary_en", "title", "title_en", "updated_at") VALUES (NEW."body", NEW."body_en", NEW."created_at", NEW."created_by_id", NEW."id", NEW."is_demo", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."pillar_id", NEW."published_at", NEW."slug", NEW."source_url", NEW."status", NEW."summary", NEW."summary_en", NEW."title", NEW."title_en", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_0e890() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "accounts_userevent" ("created_at", "email", "employer", "full_name", "id", "is_active", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "updated_at") VALUES (NEW."created_at", NEW."email", NEW."employer", NEW."full_name", NEW."id", NEW."is_active", NEW."language", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."phone", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_0edb7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "startups_fundingroundevent" ("amount", "closed_on", "created_at", "currency", "id", "investors", "kind_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "startup_id", "updated_at", "verified_at", "verified_by_id") VALUES (NEW."amount", NEW."closed_on", NEW."created_at", NEW."currency", NEW."id", NEW."investors", NEW."kind_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."source", NEW."startup_id", NEW."updated_at", NEW."verified_at", NEW."verified_by_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_10982() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "grants_completionevent" ("answers", "application_id", "costs", "created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan", "updated_at", "version") VALUES (NEW."answers", NEW."application_id", NEW."costs", NEW."created_at", NEW."id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."plan", NEW."updated_at", NEW."version"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_15184() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "grants_reversalevent" ("amount", "created_at", "decided_at", "decided_by_id", "entry_id", "happened_on", "id", "kind", "payment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reference", "requested_at", "requested_by_id", "status", "updated_at") VALUES (NEW."amount", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."entry_id", NEW."happened_on", NEW."id", NEW."kind", NEW."payment_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."reason", NEW."reference", NEW."requested_at", NEW."requested_by_id", NEW."status", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_1ac9f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "questionnaires_questionnaireevent" ("archived_at", "code", "created_at", "id", "is_demo", "is_shipped", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "unit_id", "updated_at") VALUES (NEW."archived_at", NEW."code", NEW."created_at", NEW."id", NEW."is_demo", NEW."is_shipped", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."purpose", NEW."unit_id", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_1d6a7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "grants_callevent" ("budget_line_id", "closes_at", "code", "contact", "created_at", "evaluators_per_dossier", "id", "is_demo", "name", "name_en", "opens_at", "pass_mark", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinned_terms", "policy_id", "report_questionnaire_id", "stage_id", "status", "summary", "summary_en", "unit_id", "updated_at") VALUES (NEW."budget_line_id", NEW."closes_at", NEW."code", NEW."contact", NEW."created_at", NEW."evaluators_per_dossier", NEW."id", NEW."is_demo", NEW."name", NEW."name_en", NEW."opens_at", NEW."pass_mark", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."pinned_terms", NEW."policy_id", NEW."report_questionnaire_id", NEW."stage_id", NEW."status", NEW."summary", NEW."summary_en", NEW."unit_id", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_2228d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "grants_awardevent" ("amount", "application_id", "area_id", "budget_line_id", "cancelled", "created_at", "decided_at", "decided_by_id", "decision_number", "decision_reason", "end_reason", "id", "offer_accepted_at", "offer_accepted_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "reason", "recipient_id", "recommendation", "status", "updated_at") VALUES (NEW."amount", NEW."application_id", NEW."area_id", NEW."budget_line_id", NEW."cancelled", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."decision_number", NEW."decision_reason", NEW."end_reason", NEW."id", NEW."offer_accepted_at", NEW."offer_accepted_by_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."reason", NEW."recipient_id", NEW."recommendation", NEW."status", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_2921f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "grants_trancheevent" ("accepted_at", "accepted_by_id", "amount", "contract_id", "created_at", "deliverable", "due_on", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported_at", "reported_by_id", "response_id", "status", "updated_at") VALUES (NEW."accepted_at", NEW."accepted_by_id", NEW."amount", NEW."contract_id", NEW."created_at", NEW."deliverable", NEW."due_on", NEW."id", NEW."number", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."reported_at", NEW."reported_by_id", NEW."response_id", NEW."status", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_2c6f4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "reports_reportingperiodevent" ("calendar", "contributions_due_on", "created_at", "ends_on", "id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "status", "updated_at", "year") VALUES (NEW."calendar", NEW."contributions_due_on", NEW."created_at", NEW."ends_on", NEW."id", NEW."kind", NEW."number", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."starts_on", NEW."status", NEW."updated_at", NEW."year"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_3285b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "plan_documentrequirementevent" ("accepts", "code", "created_at", "form_code", "hint", "hint_en", "id", "is_required", "name", "name_en", "only_for", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "policy_id", "updated_at") VALUES (NEW."accepts", NEW."code", NEW."created_at", NEW."form_code", NEW."hint", NEW."hint_en", NEW."id", NEW."is_required", NEW."name", NEW."name_en", NEW."only_for", NEW."order", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."policy_id", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_32ec6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "grants_checklistitemevent" ("application_id", "checked_at", "checked_by_id", "created_at", "id", "item", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "result", "updated_at") VALUES (NEW."application_id", NEW."checked_at", NEW."checked_by_id", NEW."created_at", NEW."id", NEW."item", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."reason", NEW."result", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_3314a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "startups_membershipevent" ("created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "startup_id", "updated_at", "user_id") VALUES (NEW."created_at", NEW."id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."role", NEW."startup_id", NEW."updated_at", NEW."user_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_448c1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "startups_consentevent" ("created_at", "given_at", "given_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "startup_id", "text_version", "updated_at", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."created_at", NEW."given_at", NEW."given_by_id", NEW."id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."purpose", NEW."startup_id", NEW."text_version", NEW."updated_at", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_4bf37() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "plan_budgetlineevent" ("code", "created_at", "granted", "id", "is_demo", "name", "name_en", "paid", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pillar_id", "planned", "source", "updated_at", "year") VALUES (NEW."code", NEW."created_at", NEW."granted", NEW."id", NEW."is_demo", NEW."name", NEW."name_en", NEW."paid", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."pillar_id", NEW."planned", NEW."source", NEW."updated_at", NEW."year"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_4d8c2() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "plan_timelimitevent" ("amount", "created_at", "id", "legal_basis", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remind_before", "step", "unit", "updated_at") VALUES (NEW."amount", NEW."created_at", NEW."id", NEW."legal_basis", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."remind_before", NEW."step", NEW."unit", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_5af20() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "plan_pillarevent" ("created_at", "id", "lead_unit_id", "name", "name_en", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme_id", "source", "summary", "summary_en", "updated_at") VALUES (NEW."created_at", NEW."id", NEW."lead_unit_id", NEW."name", NEW."name_en", NEW."number", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."scheme_id", NEW."source", NEW."summary", NEW."summary_en", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_5b394() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "grants_contractevent" ("award_id", "created_at", "ends_on", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_by_id", "signed_file", "signed_file_name", "signed_file_sha256", "signed_file_type", "signed_on", "starts_on", "updated_at") VALUES (NEW."award_id", NEW."created_at", NEW."ends_on", NEW."id", NEW."number", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."signed_by_id", NEW."signed_file", NEW."signed_file_name", NEW."signed_file_sha256", NEW."signed_file_type", NEW."signed_on", NEW."starts_on", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_6080d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "grants_applicationevent" ("call_id", "completion_request", "created_at", "created_by_id", "declares_no_double_funding", "declares_no_public_offering", "due_on", "edited_by_id", "found_invalid_because", "found_invalid_by_id", "had_other_support", "holder", "id", "impact", "in_charge_id", "invalid_confirmed_by_id", "is_demo", "labour_total", "market", "months", "novelty", "number", "other_support", "other_total", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem", "receipt_sha256", "solution", "startup_id", "status", "submitted_at", "submitted_by_id", "team", "title", "updated_at", "version") VALUES (NEW."call_id", NEW."completion_request", NEW."created_at", NEW."created_by_id", NEW."declares_no_double_funding", NEW."declares_no_public_offering", NEW."due_on", NEW."edited_by_id", NEW."found_invalid_because", NEW."found_invalid_by_id", NEW."had_other_support", NEW."holder", NEW."id", NEW."impact", NEW."in_charge_id", NEW."invalid_confirmed_by_id", NEW."is_demo", NEW."labour_total", NEW."market", NEW."months", NEW."novelty", NEW."number", NEW."other_support", NEW."other_total", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."problem", NEW."receipt_sha256", NEW."solution", NEW."startup_id", NEW."status", NEW."submitted_at", NEW."submitted_by_id", NEW."team", NEW."title", NEW."updated_at", NEW."version"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_62516() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "grants_reviewevent" ("application_id", "assigned_by_id", "comment", "conflict_reason", "created_at", "declared_at", "evaluator_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "status", "total", "updated_at", "withdrawn_because") VALUES (NEW."application_id", NEW."assigned_by_id", NEW."comment", NEW."conflict_reason", NEW."created_at", NEW."declared_at", NEW."evaluator_id", NEW."id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."sent_at", NEW."status", NEW."total", NEW."updated_at", NEW."withdrawn_because"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_750db() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "plan_measurementevent" ("as_of", "confidence", "created_at", "ends_on", "entered_by_id", "id", "indicator_id", "is_used", "note", "note_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "source_url", "span", "starts_on", "unit_note", "updated_at", "value", "verified_by_id") VALUES (NEW."as_of", NEW."confidence", NEW."created_at", NEW."ends_on", NEW."entered_by_id", NEW."id", NEW."indicator_id", NEW."is_used", NEW."note", NEW."note_en", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."source", NEW."source_url", NEW."span", NEW."starts_on", NEW."unit_note", NEW."updated_at", NEW."value", NEW."verified_by_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_76f8a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "accounts_organisationunitevent" ("code", "created_at", "id", "is_lead", "is_partner", "name", "name_en", "names_officers", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "successor_id", "updated_at", "valid_from", "valid_to") VALUES (NEW."code", NEW."created_at", NEW."id", NEW."is_lead", NEW."is_partner", NEW."name", NEW."name_en", NEW."names_officers", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."source", NEW."successor_id", NEW."updated_at", NEW."valid_from", NEW."valid_to"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_77b1d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "startups_startupevent" ("address", "archived_at", "archived_reason", "area_id", "created_at", "founded_on", "id", "is_demo", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_facts", "publication_requested_at", "recheck_since", "slug", "stage_id", "status", "summary", "support_received", "tax_code", "team_size", "updated_at", "verified_at", "verified_by_id", "website") VALUES (NEW."address", NEW."archived_at", NEW."archived_reason", NEW."area_id", NEW."created_at", NEW."founded_on", NEW."id", NEW."is_demo", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."public_facts", NEW."publication_requested_at", NEW."recheck_since", NEW."slug", NEW."stage_id", NEW."status", NEW."summary", NEW."support_received", NEW."tax_code", NEW."team_size", NEW."updated_at", NEW."verified_at", NEW."verified_by_id", NEW."website"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_80e16() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "reference_historyseriesevent" ("code", "created_at", "geography", "id", "less_is_better", "name", "name_en", "note", "note_en", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit", "unit_en", "updated_at") VALUES (NEW."code", NEW."created_at", NEW."geography", NEW."id", NEW."less_is_better", NEW."name", NEW."name_en", NEW."note", NEW."note_en", NEW."order", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."unit", NEW."unit_en", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_87436() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "plan_plannedamountevent" ("amount", "change_reason", "created_at", "entered_at", "entered_by_id", "id", "line_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous", "source", "status", "updated_at", "verified_at", "verified_by_id") VALUES (NEW."amount", NEW."change_reason", NEW."created_at", NEW."entered_at", NEW."entered_by_id", NEW."id", NEW."line_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."previous", NEW."source", NEW."status", NEW."updated_at", NEW."verified_at", NEW."verified_by_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_8c716() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "plan_supportpolicyevent" ("applicant_kinds", "cap_labour", "cap_other", "cap_per", "cap_per_en", "cap_total", "code", "confidence", "created_at", "id", "kind", "legal_basis", "max_age_years", "max_months", "name", "name_en", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate_percent", "source", "stage_id", "summary", "summary_en", "updated_at", "valid_from", "valid_to") VALUES (NEW."applicant_kinds", NEW."cap_labour", NEW."cap_other", NEW."cap_per", NEW."cap_per_en", NEW."cap_total", NEW."code", NEW."confidence", NEW."created_at", NEW."id", NEW."kind", NEW."legal_basis", NEW."max_age_years", NEW."max_months", NEW."name", NEW."name_en", NEW."order", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."rate_percent", NEW."source", NEW."stage_id", NEW."summary", NEW."summary_en", NEW."updated_at", NEW."valid_from", NEW."valid_to"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_8d71d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "grants_disbursementevent" ("amount", "created_at", "id", "is_effective", "paid_by_id", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "reverses_id", "tranche_id", "updated_at") VALUES (NEW."amount", NEW."created_at", NEW."id", NEW."is_effective", NEW."paid_by_id", NEW."paid_on", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."reference", NEW."reverses_id", NEW."tranche_id", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_91cf1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "reference_holidayevent" ("created_at", "day", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "updated_at") VALUES (NEW."created_at", NEW."day", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."source", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_994a8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "plan_schemeevent" ("code", "confidence", "created_at", "ends_on", "goal", "goal_en", "id", "legal_date", "legal_document", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reports_from", "short_name", "short_name_en", "source", "starts_on", "updated_at") VALUES (NEW."code", NEW."confidence", NEW."created_at", NEW."ends_on", NEW."goal", NEW."goal_en", NEW."id", NEW."legal_date", NEW."legal_document", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."reports_from", NEW."short_name", NEW."short_name_en", NEW."source", NEW."starts_on", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_9b4ce() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "reference_termevent" ("code", "created_at", "id", "name", "name_en", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "valid_from", "valid_to", "vocabulary") VALUES (NEW."code", NEW."created_at", NEW."id", NEW."name", NEW."name_en", NEW."order", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."updated_at", NEW."valid_from", NEW."valid_to", NEW."vocabulary"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_a0220() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "startups_organisationevent" ("area_id", "created_at", "id", "is_demo", "is_public", "kind_id", "manages_grants", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "source", "summary", "tax_code", "updated_at", "website") VALUES (NEW."area_id", NEW."created_at", NEW."id", NEW."is_demo", NEW."is_public", NEW."kind_id", NEW."manages_grants", NEW."name", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."slug", NEW."source", NEW."summary", NEW."tax_code", NEW."updated_at", NEW."website"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_b285f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "questionnaires_questionnaireversionevent" ("content", "created_at", "created_by_id", "edited_by_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "questionnaire_id", "status", "updated_at", "version") VALUES (NEW."content", NEW."created_at", NEW."created_by_id", NEW."edited_by_id", NEW."id", NEW."number", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."published_at", NEW."published_by_id", NEW."questionnaire_id", NEW."status", NEW."updated_at", NEW."version"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_c2df6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "reference_sectorevent" ("belongs_to", "code", "created_at", "id", "name", "name_en", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "updated_at", "valid_from", "valid_to") VALUES (NEW."belongs_to", NEW."code", NEW."created_at", NEW."id", NEW."name", NEW."name_en", NEW."order", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."source", NEW."updated_at", NEW."valid_from", NEW."valid_to"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_c75e4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "reports_contributionevent" ("approved_at", "approved_by_id", "created_at", "id", "is_late", "period_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "response_id", "status", "unit_id", "updated_at", "written_by_id") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."created_at", NEW."id", NEW."is_late", NEW."period_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."response_id", NEW."status", NEW."unit_id", NEW."updated_at", NEW."written_by_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_ca5dd() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "reference_historyvalueevent" ("as_of", "confidence", "created_at", "id", "is_used", "note", "note_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "series_id", "source", "source_url", "updated_at", "value", "value_text", "year") VALUES (NEW."as_of", NEW."confidence", NEW."created_at", NEW."id", NEW."is_used", NEW."note", NEW."note_en", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."series_id", NEW."source", NEW."source_url", NEW."updated_at", NEW."value", NEW."value_text", NEW."year"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_cf809() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "plan_indicatorevent" ("adds_up", "code", "confidence", "counter", "created_at", "direction", "formula", "formula_en", "geography", "id", "is_headline", "name", "name_en", "order", "origin", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pillar_id", "scheme_id", "source", "unit", "unit_en", "updated_at") VALUES (NEW."adds_up", NEW."code", NEW."confidence", NEW."counter", NEW."created_at", NEW."direction", NEW."formula", NEW."formula_en", NEW."geography", NEW."id", NEW."is_headline", NEW."name", NEW."name_en", NEW."order", NEW."origin", NEW."owner_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."pillar_id", NEW."scheme_id", NEW."source", NEW."unit", NEW."unit_en", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_d1df2() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "feedback_feedbackevent" ("about", "answer", "answered_at", "closing_reason", "corrected_at", "created_at", "due_on", "email", "handler_id", "id", "is_demo", "kind", "language", "limit", "limit_unit", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "subject", "text", "unit_id", "updated_at") VALUES (NEW."about", NEW."answer", NEW."answered_at", NEW."closing_reason", NEW."corrected_at", NEW."created_at", NEW."due_on", NEW."email", NEW."handler_id", NEW."id", NEW."is_demo", NEW."kind", NEW."language", NEW."limit", NEW."limit_unit", NEW."name", NEW."number", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."status", NEW."subject", NEW."text", NEW."unit_id", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_dc47c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "startups_presentationevent" ("accepts_messages", "created_at", "id", "links", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch", "problem", "recognitions", "solution", "startup_id", "updated_at") VALUES (NEW."accepts_messages", NEW."created_at", NEW."id", NEW."links", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."pitch", NEW."problem", NEW."recognitions", NEW."solution", NEW."startup_id", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_e22f4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "plan_legaldocumentevent" ("code", "confidence", "created_at", "id", "is_cited_by_decisions", "issued_on", "issuer", "kind", "number", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "title", "unit_id", "updated_at") VALUES (NEW."code", NEW."confidence", NEW."created_at", NEW."id", NEW."is_cited_by_decisions", NEW."issued_on", NEW."issuer", NEW."kind", NEW."number", NEW."order", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."source", NEW."title", NEW."unit_id", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_f0e9e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "accounts_rolegrantevent" ("created_at", "ends_at", "granted_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "revoked_by_id", "revoked_reason", "role", "starts_at", "unit_id", "updated_at", "user_id") VALUES (NEW."created_at", NEW."ends_at", NEW."granted_by_id", NEW."id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."revoked_at", NEW."revoked_by_id", NEW."revoked_reason", NEW."role", NEW."starts_at", NEW."unit_id", NEW."updated_at", NEW."user_id"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_update_update_fc8c6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "startups_logoevent" ("alt", "created_at", "digest", "id", "large", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "small", "startup_id", "updated_at") VALUES (NEW."alt", NEW."created_at", NEW."digest", NEW."id", NEW."large", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."small", NEW."startup_id", NEW."updated_at"); RETURN NULL;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_verified_amount_not_edited_492fd() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_words_are_copied_c40ef() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    SELECT search_folded, number_key, startup_name, CASE WHEN status = 'evaluating' THEN due_on END
    INTO NEW.search_folded, NEW.number_key, NEW.startup_name, NEW.due_on
    FROM grants_application WHERE id = NEW.application_id FOR SHARE;
    RETURN NEW;

                END;
            $$;

CREATE FUNCTION public.startup_sector_ids_follow() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE startups_startup SET sector_ids = ARRAY(
        SELECT t.sector_id FROM startups_startup_sectors t
        WHERE t.startup_id = startups_startup.id ORDER BY t.sector_id)
    WHERE id IN (OLD.startup_id, NEW.startup_id);
    RETURN NULL;
END $$;

CREATE FUNCTION public.stored_page(wanted text, moment timestamp with time zone) RETURNS TABLE(body bytea, headers jsonb)
    LANGUAGE plpgsql STABLE
    AS $$
BEGIN
    RETURN QUERY SELECT p.body, p.headers FROM core_storedpage p WHERE p.key = wanted AND p.valid_until > moment
    AND p.change_mark = (SELECT count(*) || ':' || coalesce(sum(c.id), 0) || ':' || coalesce(sum(hashint8extended(c.id, 0)), 0)
        FROM core_pagesourcechange c WHERE c.source = ANY(p.sources));
END $$;

CREATE FUNCTION public.trail_context_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.created_at < now() - interval '1 day' THEN
        RAISE EXCEPTION 'trail_context_stays: % is not allowed on the context of past events', lower(TG_OP);
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.vn_core_name(text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
SELECT coalesce(nullif(btrim(regexp_replace(regexp_replace(n,
  '\m(cong ty trach nhiem huu han|trach nhiem huu han|cong ty cp|cty cp|cong ty|cty|tnhh|ctcp|co phan|hop danh'
  '|doanh nghiep tu nhan|dntn|mot thanh vien|hai thanh vien|1 thanh vien|2 thanh vien|mtv'
  '|company limited|co limited|co ltd|pte ltd|limited|ltd|company|joint stock|jsc|corporation|corp'
  '|incorporated|inc|llc)\M', ' ', 'g'), ' +', ' ', 'g')), ''), btrim(n))
FROM (SELECT regexp_replace(public.vn_fold($1), '[^[:alnum:]]+', ' ', 'g') AS n) q
$_$;

CREATE FUNCTION public.vn_fold(text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, normalize($1, NFC))) $_$;

CREATE FUNCTION public.vn_search(text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT COST 1000 PARALLEL SAFE
    AS $_$
SELECT setweight(to_tsvector('simple', n), 'A') || setweight(to_tsvector('simple', public.vn_fold(n)), 'B')
FROM (SELECT regexp_replace(lower(normalize($1, NFC)), '[^[:alnum:]]+', ' ', 'g') AS n) q $_$;

CREATE FUNCTION public.vn_sortkey(text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
SELECT translate(n, E'\u0306\u0302\u031B\u0300\u0309\u0303\u0301\u0323', '{|}') || E'\x01' ||
       translate(n, E'\u0306\u0302\u031B\u0300\u0309\u0303\u0301\u0323', E'{|}\u2460\u2461\u2462\u2463\u2464')
FROM (SELECT replace(lower(normalize($1, NFD)), 'đ', 'd{') n) q $_$;

CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);

ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.accounts_organisationunit (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(500) NOT NULL,
    name_en character varying(500) NOT NULL,
    code character varying(40) NOT NULL,
    is_lead boolean NOT NULL,
    is_partner boolean NOT NULL,
    valid_from date,
    valid_to date,
    successor_id bigint,
    source text NOT NULL,
    sort_key text GENERATED ALWAYS AS (public.vn_sortkey((name)::text)) STORED COLLATE pg_catalog."C",
    names_officers boolean NOT NULL,
    CONSTRAINT unit_is_not_its_own_successor CHECK (((successor_id IS NULL) OR (NOT ((successor_id = id) AND (successor_id IS NOT NULL))))),
    CONSTRAINT unit_starts_before_it_ends CHECK (((valid_from IS NULL) OR (valid_to IS NULL) OR (valid_from < valid_to)))
);

ALTER TABLE public.accounts_organisationunit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_organisationunit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.accounts_organisationunitevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(500) NOT NULL,
    name_en character varying(500) NOT NULL,
    code character varying(40) NOT NULL,
    is_lead boolean NOT NULL,
    is_partner boolean NOT NULL,
    valid_from date,
    valid_to date,
    successor_id bigint,
    source text NOT NULL,
    names_officers boolean NOT NULL
);

ALTER TABLE public.accounts_organisationunitevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_organisationunitevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.accounts_rolegrant (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    user_id bigint NOT NULL,
    role character varying(20) NOT NULL,
    unit_id bigint,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone,
    granted_by_id bigint,
    revoked_at timestamp with time zone,
    revoked_by_id bigint,
    revoked_reason character varying(500) NOT NULL,
    CONSTRAINT partner_roles_belong_to_a_unit CHECK (((NOT ((role)::text = ANY ((ARRAY['partner_reporter'::character varying, 'partner_head'::character varying])::text[]))) OR (unit_id IS NOT NULL)))
);

ALTER TABLE public.accounts_rolegrant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_rolegrant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.accounts_rolegrantevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    user_id bigint NOT NULL,
    role character varying(20) NOT NULL,
    unit_id bigint,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone,
    granted_by_id bigint,
    revoked_at timestamp with time zone,
    revoked_by_id bigint,
    revoked_reason character varying(500) NOT NULL
);

ALTER TABLE public.accounts_rolegrantevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_rolegrantevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.accounts_user (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    email character varying(254) NOT NULL,
    full_name character varying(150) NOT NULL,
    phone character varying(30) NOT NULL,
    employer character varying(200) NOT NULL,
    language character varying(5) NOT NULL,
    is_active boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    search_folded text GENERATED ALWAYS AS (public.vn_fold(((COALESCE(full_name, ''::character varying))::text || COALESCE((COALESCE(' '::text, ''::text) || (COALESCE(email, ''::character varying))::text), ''::text)))) STORED,
    search_words tsvector GENERATED ALWAYS AS (public.vn_search(((COALESCE(full_name, ''::character varying))::text || COALESCE((COALESCE(' '::text, ''::text) || (COALESCE(email, ''::character varying))::text), ''::text)))) STORED,
    sort_key text GENERATED ALWAYS AS (public.vn_sortkey((full_name)::text)) STORED COLLATE pg_catalog."C",
    last_login_key timestamp with time zone GENERATED ALWAYS AS (COALESCE(last_login, '9999-12-31 00:00:00+00'::timestamp with time zone)) STORED
);

ALTER TABLE public.accounts_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.accounts_userevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    email character varying(254) NOT NULL,
    full_name character varying(150) NOT NULL,
    phone character varying(30) NOT NULL,
    employer character varying(200) NOT NULL,
    language character varying(5) NOT NULL,
    is_active boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL
);

ALTER TABLE public.accounts_userevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_userevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);

ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);

ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.communication_follower (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    email character varying(254) NOT NULL,
    stage_id bigint,
    sector_id bigint,
    language character varying(5) NOT NULL,
    token character varying(40) NOT NULL,
    confirmed_at timestamp with time zone
);

ALTER TABLE public.communication_follower ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.communication_follower_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.communication_newsitem (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    slug character varying(120) NOT NULL,
    title character varying(200) NOT NULL,
    title_en character varying(200) NOT NULL,
    summary character varying(400) NOT NULL,
    summary_en character varying(400) NOT NULL,
    body text NOT NULL,
    body_en text NOT NULL,
    pillar_id bigint,
    source_url character varying(500) NOT NULL,
    status character varying(10) NOT NULL,
    published_at timestamp with time zone,
    created_by_id bigint,
    is_demo boolean NOT NULL,
    sort_key text GENERATED ALWAYS AS (public.vn_sortkey((title)::text)) STORED COLLATE pg_catalog."C",
    search_folded text GENERATED ALWAYS AS (public.vn_fold(((COALESCE(title, ''::character varying))::text || COALESCE((COALESCE(' '::text, ''::text) || COALESCE(((COALESCE(title_en, ''::character varying))::text || COALESCE((COALESCE(' '::text, ''::text) || COALESCE(((COALESCE(summary, ''::character varying))::text || COALESCE((COALESCE(' '::text, ''::text) || (COALESCE(summary_en, ''::character varying))::text), ''::text)), ''::text)), ''::text)), ''::text)), ''::text)))) STORED,
    published_key timestamp with time zone GENERATED ALWAYS AS (COALESCE(published_at, '9999-12-31 00:00:00+00'::timestamp with time zone)) STORED,
    CONSTRAINT news_status_is_known CHECK (((status)::text = ANY ((ARRAY['draft'::character varying, 'published'::character varying, 'withdrawn'::character varying])::text[]))),
    CONSTRAINT published_news_has_its_day CHECK ((((status)::text = 'draft'::text) OR (published_at IS NOT NULL)))
);

ALTER TABLE public.communication_newsitem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.communication_newsitem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.communication_newsitemevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    slug character varying(120) NOT NULL,
    title character varying(200) NOT NULL,
    title_en character varying(200) NOT NULL,
    summary character varying(400) NOT NULL,
    summary_en character varying(400) NOT NULL,
    body text NOT NULL,
    body_en text NOT NULL,
    pillar_id bigint,
    source_url character varying(500) NOT NULL,
    status character varying(10) NOT NULL,
    published_at timestamp with time zone,
    created_by_id bigint,
    is_demo boolean NOT NULL
);

ALTER TABLE public.communication_newsitemevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.communication_newsitemevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.core_auditentry (
    id bigint NOT NULL,
    model character varying(100) NOT NULL,
    object_id bigint NOT NULL,
    transition character varying(60) NOT NULL,
    source character varying(40) NOT NULL,
    target character varying(40) NOT NULL,
    by_id bigint,
    as_system boolean DEFAULT false NOT NULL,
    reason text NOT NULL,
    created_at timestamp with time zone NOT NULL
);

ALTER TABLE public.core_auditentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.core_auditentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.core_cachedfigure (
    key character varying(200) NOT NULL,
    stamp character varying(200) NOT NULL,
    change_mark character varying(100) NOT NULL,
    value text NOT NULL,
    at timestamp with time zone NOT NULL
);

CREATE TABLE public.core_figurechange (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE public.core_figurechange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.core_figurechange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.core_measurecell (
    id bigint NOT NULL,
    measure character varying(40) NOT NULL,
    cube character varying(40) NOT NULL,
    since date NOT NULL,
    dims text[] NOT NULL,
    number bigint NOT NULL,
    amount bigint NOT NULL,
    is_folded boolean NOT NULL
);

ALTER TABLE public.core_measurecell ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.core_measurecell_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.core_numberseries (
    id bigint NOT NULL,
    series character varying(20) NOT NULL,
    year smallint NOT NULL,
    last integer NOT NULL,
    CONSTRAINT core_numberseries_last_check CHECK ((last >= 0)),
    CONSTRAINT core_numberseries_year_check CHECK ((year >= 0))
);

ALTER TABLE public.core_numberseries ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.core_numberseries_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.core_pagesourcechange (
    id bigint NOT NULL,
    source character varying(63) NOT NULL
);

ALTER TABLE public.core_pagesourcechange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.core_pagesourcechange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.core_storedpage (
    key character varying(64) NOT NULL,
    body bytea NOT NULL,
    headers jsonb NOT NULL,
    sources character varying(63)[] NOT NULL,
    change_mark character varying(100) NOT NULL,
    valid_until timestamp with time zone NOT NULL,
    stored_at timestamp with time zone NOT NULL
);

CREATE TABLE public.core_unfinishedwork (
    id bigint NOT NULL,
    kind character varying(40) NOT NULL,
    key character varying(200) NOT NULL,
    attempts smallint NOT NULL,
    interruptions smallint NOT NULL,
    started_at timestamp with time zone,
    next_try_at timestamp with time zone,
    parked_at timestamp with time zone,
    last_error text NOT NULL,
    CONSTRAINT core_unfinishedwork_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT core_unfinishedwork_interruptions_check CHECK ((interruptions >= 0))
);

ALTER TABLE public.core_unfinishedwork ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.core_unfinishedwork_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);

ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);

ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);

CREATE TABLE public.feedback_earlieranswer (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    feedback_id bigint NOT NULL,
    text text NOT NULL,
    given_at timestamp with time zone NOT NULL,
    given_by_id bigint NOT NULL,
    reason text NOT NULL
);

ALTER TABLE public.feedback_earlieranswer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.feedback_earlieranswer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.feedback_feedback (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    number character varying(20),
    key uuid NOT NULL,
    digest character varying(64) NOT NULL,
    token character varying(40) NOT NULL,
    code character varying(8) NOT NULL,
    kind character varying(10) NOT NULL,
    subject character varying(200) NOT NULL,
    about character varying(300) NOT NULL,
    text text NOT NULL,
    name character varying(150) NOT NULL,
    email character varying(254) NOT NULL,
    language character varying(5) NOT NULL,
    unit_id bigint,
    status character varying(12) NOT NULL,
    "limit" smallint,
    limit_unit character varying(12) NOT NULL,
    due_on date,
    handler_id bigint,
    answer text NOT NULL,
    answered_at timestamp with time zone,
    corrected_at timestamp with time zone,
    closing_reason text NOT NULL,
    is_demo boolean NOT NULL,
    sort_key text GENERATED ALWAYS AS (public.vn_sortkey((subject)::text)) STORED COLLATE pg_catalog."C",
    search_folded text GENERATED ALWAYS AS (public.vn_fold(((COALESCE(COALESCE(number, ''::character varying), ''::character varying))::text || COALESCE((COALESCE(' '::text, ''::text) || COALESCE(((COALESCE(subject, ''::character varying))::text || COALESCE((COALESCE(' '::text, ''::text) || COALESCE(((COALESCE(name, ''::character varying))::text || COALESCE((COALESCE(' '::text, ''::text) || COALESCE(((COALESCE(email, ''::character varying))::text || COALESCE((COALESCE(' '::text, ''::text) || COALESCE(text, ''::text)), ''::text)), ''::text)), ''::text)), ''::text)), ''::text)), ''::text)), ''::text)))) STORED,
    subject_words tsvector GENERATED ALWAYS AS (public.vn_search((subject)::text)) STORED,
    search_words tsvector GENERATED ALWAYS AS (public.vn_search(((COALESCE(COALESCE(number, ''::character varying), ''::character varying))::text || COALESCE((COALESCE(' '::text, ''::text) || COALESCE(((COALESCE(subject, ''::character varying))::text || COALESCE((COALESCE(' '::text, ''::text) || COALESCE(((COALESCE(name, ''::character varying))::text || COALESCE((COALESCE(' '::text, ''::text) || COALESCE(((COALESCE(email, ''::character varying))::text || COALESCE((COALESCE(' '::text, ''::text) || COALESCE(text, ''::text)), ''::text)), ''::text)), ''::text)), ''::text)), ''::text)), ''::text)), ''::text)))) STORED,
    desk_key date GENERATED ALWAYS AS (
CASE
    WHEN ((status)::text = ANY ((ARRAY['received'::character varying, 'in_progress'::character varying])::text[])) THEN COALESCE(due_on, '8000-01-01'::date)
    ELSE ('9999-12-31'::date - (((created_at AT TIME ZONE 'Asia/Ho_Chi_Minh'::text))::date - '2000-01-01'::date))
END) STORED,
    number_key text GENERATED ALWAYS AS (COALESCE(number, ''::character varying)) STORED COLLATE pg_catalog."C",
    answered_key timestamp with time zone GENERATED ALWAYS AS (COALESCE(answered_at, '9999-12-31 00:00:00+00'::timestamp with time zone)) STORED,
    CONSTRAINT answered_feedback_has_its_answer CHECK ((((answered_at IS NOT NULL) AND ((status)::text = 'answered'::text) AND (NOT (answer = ''::text))) OR ((NOT ((status)::text = 'answered'::text)) AND (answer = ''::text) AND (answered_at IS NULL)))),
    CONSTRAINT complaint_has_an_address_for_its_answer CHECK (((NOT ((kind)::text = 'complaint'::text)) OR (NOT ((email)::text = ''::text)))),
    CONSTRAINT feedback_dealt_with_has_a_handler CHECK (((NOT ((status)::text = ANY ((ARRAY['in_progress'::character varying, 'answered'::character varying])::text[]))) OR (handler_id IS NOT NULL))),
    CONSTRAINT feedback_feedback_limit_check CHECK (("limit" >= 0)),
    CONSTRAINT feedback_status_is_known CHECK (((status)::text = ANY ((ARRAY['received'::character varying, 'in_progress'::character varying, 'answered'::character varying, 'closed'::character varying])::text[]))),
    CONSTRAINT given_answer_is_what_is_corrected CHECK (((corrected_at IS NULL) OR ((corrected_at > answered_at) AND ((status)::text = 'answered'::text))))
);

ALTER TABLE public.feedback_feedback ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.feedback_feedback_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.feedback_feedbackevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    number character varying(20),
    kind character varying(10) NOT NULL,
    subject character varying(200) NOT NULL,
    about character varying(300) NOT NULL,
    text text NOT NULL,
    name character varying(150) NOT NULL,
    email character varying(254) NOT NULL,
    language character varying(5) NOT NULL,
    unit_id bigint,
    status character varying(12) NOT NULL,
    "limit" smallint,
    limit_unit character varying(12) NOT NULL,
    due_on date,
    handler_id bigint,
    answer text NOT NULL,
    answered_at timestamp with time zone,
    corrected_at timestamp with time zone,
    closing_reason text NOT NULL,
    is_demo boolean NOT NULL,
    CONSTRAINT feedback_feedbackevent_limit_check CHECK (("limit" >= 0))
);

ALTER TABLE public.feedback_feedbackevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.feedback_feedbackevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grants_amendment (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    call_id bigint NOT NULL,
    part character varying(12) NOT NULL,
    old text NOT NULL,
    new text NOT NULL,
    old_closes_at timestamp with time zone,
    new_closes_at timestamp with time zone,
    reason text NOT NULL,
    made_by_id bigint NOT NULL,
    CONSTRAINT amended_deadline_is_later CHECK ((((new_closes_at > old_closes_at) AND (new_closes_at >= created_at) AND (old_closes_at IS NOT NULL) AND ((part)::text = 'closes_at'::text)) OR ((NOT ((part)::text = 'closes_at'::text)) AND (new_closes_at IS NULL) AND (old_closes_at IS NULL)))),
    CONSTRAINT amended_part_is_known CHECK (((part)::text = ANY ((ARRAY['closes_at'::character varying, 'evaluators'::character varying, 'contact'::character varying, 'name'::character varying, 'name_en'::character varying, 'summary'::character varying, 'summary_en'::character varying])::text[]))),
    CONSTRAINT amendment_changes_something CHECK ((((part)::text = 'closes_at'::text) OR (NOT (old = new)))),
    CONSTRAINT amendment_has_a_reason CHECK ((NOT (reason = ''::text)))
);

ALTER TABLE public.grants_amendment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grants_amendment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grants_annexchange (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    part character varying(11) NOT NULL,
    old character varying(500) NOT NULL,
    new character varying(500) NOT NULL,
    old_day date,
    new_day date,
    tranche_id bigint,
    annex_id bigint NOT NULL,
    CONSTRAINT annex_change_names_its_tranche CHECK (((((part)::text = ANY ((ARRAY['due_on'::character varying, 'deliverable'::character varying])::text[])) AND (tranche_id IS NOT NULL)) OR ((NOT ((part)::text = ANY ((ARRAY['due_on'::character varying, 'deliverable'::character varying])::text[]))) AND (tranche_id IS NULL)))),
    CONSTRAINT annex_changes_something CHECK ((((new_day IS NULL) AND (old_day IS NULL) AND ((part)::text = ANY ((ARRAY['number'::character varying, 'deliverable'::character varying])::text[])) AND (NOT ((old)::text = (new)::text))) OR (((new)::text = ''::text) AND (new_day IS NOT NULL) AND ((old)::text = ''::text) AND (old_day IS NOT NULL) AND (NOT ((part)::text = ANY ((ARRAY['number'::character varying, 'deliverable'::character varying])::text[]))) AND (NOT ((old_day = new_day) AND (old_day IS NOT NULL) AND (new_day IS NOT NULL)))))),
    CONSTRAINT annex_part_is_known CHECK (((part)::text = ANY ((ARRAY['number'::character varying, 'signed_on'::character varying, 'starts_on'::character varying, 'ends_on'::character varying, 'due_on'::character varying, 'deliverable'::character varying])::text[])))
);

ALTER TABLE public.grants_annexchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grants_annexchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grants_application (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    call_id bigint NOT NULL,
    startup_id bigint NOT NULL,
    number character varying(20),
    status character varying(12) NOT NULL,
    title character varying(200) NOT NULL,
    problem text NOT NULL,
    solution text NOT NULL,
    novelty text NOT NULL,
    market text NOT NULL,
    team text NOT NULL,
    impact text NOT NULL,
    months smallint,
    labour_total bigint NOT NULL,
    other_total bigint NOT NULL,
    declares_no_double_funding boolean NOT NULL,
    declares_no_public_offering boolean NOT NULL,
    had_other_support boolean,
    other_support text NOT NULL,
    version integer NOT NULL,
    created_by_id bigint NOT NULL,
    edited_by_id bigint,
    submitted_at timestamp with time zone,
    submitted_by_id bigint,
    receipt_sha256 character varying(64) NOT NULL,
    holder character varying(12) NOT NULL,
    in_charge_id bigint,
    due_on date,
    completion_request text NOT NULL,
    found_invalid_by_id bigint,
    found_invalid_because text NOT NULL,
    invalid_confirmed_by_id bigint,
    authors bigint[] NOT NULL,
    is_demo boolean NOT NULL,
    startup_name character varying(200) NOT NULL,
    kind character varying(12) NOT NULL,
    area_id bigint,
    sector_ids bigint[] NOT NULL,
    requested bigint GENERATED ALWAYS AS ((labour_total + other_total)) STORED,
    search_folded text GENERATED ALWAYS AS (public.vn_fold(((COALESCE(number, ''::character varying))::text || COALESCE((COALESCE(' '::text, ''::text) || COALESCE(((COALESCE(title, ''::character varying))::text || COALESCE((COALESCE(' '::text, ''::text) || (COALESCE(startup_name, ''::character varying))::text), ''::text)), ''::text)), ''::text)))) STORED,
    sort_key text GENERATED ALWAYS AS (public.vn_sortkey((title)::text)) STORED COLLATE pg_catalog."C",
    number_key text GENERATED ALWAYS AS (COALESCE(number, ''::character varying)) STORED COLLATE pg_catalog."C",
    startup_key text GENERATED ALWAYS AS (public.vn_sortkey((startup_name)::text)) STORED COLLATE pg_catalog."C",
    sent_key timestamp with time zone GENERATED ALWAYS AS (COALESCE(submitted_at, '9999-12-31 00:00:00+00'::timestamp with time zone)) STORED,
    title_words tsvector GENERATED ALWAYS AS (public.vn_search((title)::text)) STORED,
    search_words tsvector GENERATED ALWAYS AS (public.vn_search(((COALESCE(number, ''::character varying))::text || COALESCE((COALESCE(' '::text, ''::text) || COALESCE(((COALESCE(title, ''::character varying))::text || COALESCE((COALESCE(' '::text, ''::text) || (COALESCE(startup_name, ''::character varying))::text), ''::text)), ''::text)), ''::text)))) STORED,
    due_key date GENERATED ALWAYS AS (COALESCE(due_on, '9999-12-31'::date)) STORED,
    CONSTRAINT application_status_is_known CHECK (((status)::text = ANY ((ARRAY['draft'::character varying, 'submitted'::character varying, 'checking'::character varying, 'confirming'::character varying, 'returned'::character varying, 'evaluating'::character varying, 'proposed'::character varying, 'approved'::character varying, 'rejected'::character varying, 'contracted'::character varying, 'in_progress'::character varying, 'accepted'::character varying, 'closed'::character varying, 'withdrawn'::character varying, 'stopped'::character varying])::text[]))),
    CONSTRAINT costs_not_negative CHECK (((labour_total >= 0) AND (other_total >= 0))),
    CONSTRAINT grants_application_months_check CHECK ((months >= 0)),
    CONSTRAINT grants_application_version_check CHECK ((version >= 0)),
    CONSTRAINT only_a_sent_application_has_an_officer_in_charge CHECK (((in_charge_id IS NULL) OR (submitted_at IS NOT NULL))),
    CONSTRAINT second_person_confirms_invalidity CHECK (((invalid_confirmed_by_id IS NULL) OR ((found_invalid_by_id IS NOT NULL) AND (NOT ((invalid_confirmed_by_id = found_invalid_by_id) AND (invalid_confirmed_by_id IS NOT NULL) AND (found_invalid_by_id IS NOT NULL)))))),
    CONSTRAINT sent_application_has_number_time_and_sender CHECK ((((status)::text = ANY ((ARRAY['draft'::character varying, 'withdrawn'::character varying])::text[])) OR ((number IS NOT NULL) AND (submitted_at IS NOT NULL) AND (submitted_by_id IS NOT NULL))))
);
ALTER TABLE ONLY public.grants_application ALTER COLUMN search_folded SET STATISTICS 1000;

ALTER TABLE public.grants_application ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grants_application_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grants_applicationevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    call_id bigint NOT NULL,
    startup_id bigint NOT NULL,
    number character varying(20),
    status character varying(12) NOT NULL,
    title character varying(200) NOT NULL,
    problem text NOT NULL,
    solution text NOT NULL,
    novelty text NOT NULL,
    market text NOT NULL,
    team text NOT NULL,
    impact text NOT NULL,
    months smallint,
    labour_total bigint NOT NULL,
    other_total bigint NOT NULL,
    requested bigint GENERATED ALWAYS AS ((labour_total + other_total)) STORED,
    declares_no_double_funding boolean NOT NULL,
    declares_no_public_offering boolean NOT NULL,
    had_other_support boolean,
    other_support text NOT NULL,
    version integer NOT NULL,
    created_by_id bigint NOT NULL,
    edited_by_id bigint,
    submitted_at timestamp with time zone,
    submitted_by_id bigint,
    receipt_sha256 character varying(64) NOT NULL,
    holder character varying(12) NOT NULL,
    in_charge_id bigint,
    due_on date,
    completion_request text NOT NULL,
    found_invalid_by_id bigint,
    found_invalid_because text NOT NULL,
    invalid_confirmed_by_id bigint,
    is_demo boolean NOT NULL,
    CONSTRAINT grants_applicationevent_months_check CHECK ((months >= 0)),
    CONSTRAINT grants_applicationevent_version_check CHECK ((version >= 0))
);

ALTER TABLE public.grants_applicationevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grants_applicationevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grants_attachment (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    application_id bigint NOT NULL,
    requirement_id bigint,
    file character varying(200) NOT NULL,
    original_name character varying(200) NOT NULL,
    content_type character varying(100) NOT NULL,
    size bigint NOT NULL,
    sha256 character varying(64) NOT NULL,
    uploaded_by_id bigint NOT NULL,
    removed_at timestamp with time zone,
    CONSTRAINT grants_attachment_size_check CHECK ((size >= 0))
);

ALTER TABLE public.grants_attachment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grants_attachment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grants_award (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    number_key text NOT NULL COLLATE pg_catalog."C",
    startup_name character varying(200) NOT NULL,
    application_id bigint NOT NULL,
    budget_line_id bigint NOT NULL,
    recommendation character varying(10) NOT NULL,
    amount bigint NOT NULL,
    cancelled bigint NOT NULL,
    recipient_id bigint,
    reason text NOT NULL,
    status character varying(10) NOT NULL,
    proposed_by_id bigint NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    authors bigint[] NOT NULL,
    decided_by_id bigint,
    decided_at timestamp with time zone,
    decision_number character varying(60) NOT NULL,
    decision_reason text NOT NULL,
    offer_accepted_by_id bigint,
    offer_accepted_at timestamp with time zone,
    end_reason character varying(20) NOT NULL,
    call_id bigint NOT NULL,
    search_folded text NOT NULL,
    area_id bigint,
    startup_id bigint NOT NULL,
    stage_id bigint,
    startup_is_public boolean NOT NULL,
    result_accepted boolean NOT NULL,
    startup_previous_on date,
    project_previous_on date,
    startup_key text GENERATED ALWAYS AS (public.vn_sortkey((startup_name)::text)) STORED COLLATE pg_catalog."C",
    decided_key timestamp with time zone GENERATED ALWAYS AS (COALESCE(decided_at, '9999-12-31 00:00:00+00'::timestamp with time zone)) STORED,
    CONSTRAINT a_decision_has_its_decider CHECK (((NOT ((status)::text = ANY ((ARRAY['approved'::character varying, 'declined'::character varying, 'ended'::character varying, 'lapsed'::character varying, 'rejected'::character varying])::text[]))) OR ((decided_at IS NOT NULL) AND (decided_by_id IS NOT NULL)))),
    CONSTRAINT a_grant_has_an_amount CHECK ((((amount > 0) AND ((recommendation)::text = 'grant'::text)) OR ((amount = 0) AND ((recommendation)::text = 'refuse'::text)))),
    CONSTRAINT given_back_within_amount CHECK (((cancelled >= 0) AND (cancelled <= amount))),
    CONSTRAINT only_a_proposed_grant_is_approved CHECK (((NOT ((status)::text = ANY ((ARRAY['approved'::character varying, 'declined'::character varying, 'ended'::character varying, 'lapsed'::character varying])::text[]))) OR ((recommendation)::text = 'grant'::text))),
    CONSTRAINT who_proposes_does_not_decide CHECK (((decided_by_id IS NULL) OR (NOT ((decided_by_id = proposed_by_id) AND (decided_by_id IS NOT NULL)))))
);
ALTER TABLE ONLY public.grants_award ALTER COLUMN search_folded SET STATISTICS 1000;

ALTER TABLE public.grants_award ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grants_award_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grants_awardevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    application_id bigint NOT NULL,
    budget_line_id bigint NOT NULL,
    recommendation character varying(10) NOT NULL,
    amount bigint NOT NULL,
    cancelled bigint NOT NULL,
    recipient_id bigint,
    reason text NOT NULL,
    status character varying(10) NOT NULL,
    proposed_by_id bigint NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    decided_by_id bigint,
    decided_at timestamp with time zone,
    decision_number character varying(60) NOT NULL,
    decision_reason text NOT NULL,
    offer_accepted_by_id bigint,
    offer_accepted_at timestamp with time zone,
    end_reason character varying(20) NOT NULL,
    area_id bigint
);

ALTER TABLE public.grants_awardevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grants_awardevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grants_call (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(500) NOT NULL,
    name_en character varying(500) NOT NULL,
    code character varying(40) NOT NULL,
    policy_id bigint NOT NULL,
    budget_line_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    summary text NOT NULL,
    summary_en text NOT NULL,
    contact character varying(300) NOT NULL,
    opens_at timestamp with time zone NOT NULL,
    closes_at timestamp with time zone NOT NULL,
    pass_mark numeric(5,2),
    evaluators_per_dossier smallint NOT NULL,
    report_questionnaire_id bigint,
    status character varying(12) NOT NULL,
    pinned_terms jsonb,
    stage_id bigint,
    is_demo boolean NOT NULL,
    CONSTRAINT call_opens_before_it_closes CHECK ((opens_at < closes_at)),
    CONSTRAINT grants_call_evaluators_per_dossier_check CHECK ((evaluators_per_dossier >= 0)),
    CONSTRAINT pass_mark_of_hundred CHECK (((pass_mark IS NULL) OR ((pass_mark >= (0)::numeric) AND (pass_mark <= (100)::numeric)))),
    CONSTRAINT published_call_has_its_terms CHECK (((NOT ((status)::text = 'published'::text)) OR (pinned_terms IS NOT NULL))),
    CONSTRAINT two_evaluators_at_least CHECK ((evaluators_per_dossier >= 2))
);

CREATE TABLE public.grants_call_evaluators (
    id bigint NOT NULL,
    call_id bigint NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.grants_call_evaluators ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grants_call_evaluators_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.grants_call ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grants_call_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grants_callevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(500) NOT NULL,
    name_en character varying(500) NOT NULL,
    code character varying(40) NOT NULL,
    policy_id bigint NOT NULL,
    budget_line_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    summary text NOT NULL,
    summary_en text NOT NULL,
    contact character varying(300) NOT NULL,
    opens_at timestamp with time zone NOT NULL,
    closes_at timestamp with time zone NOT NULL,
    pass_mark numeric(5,2),
    evaluators_per_dossier smallint NOT NULL,
    report_questionnaire_id bigint,
    status character varying(12) NOT NULL,
    pinned_terms jsonb,
    stage_id bigint,
    is_demo boolean NOT NULL,
    CONSTRAINT grants_callevent_evaluators_per_dossier_check CHECK ((evaluators_per_dossier >= 0))
);

ALTER TABLE public.grants_callevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grants_callevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grants_checklistitem (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    application_id bigint NOT NULL,
    item character varying(80) NOT NULL,
    result character varying(8) NOT NULL,
    reason character varying(1000) NOT NULL,
    checked_by_id bigint NOT NULL,
    checked_at timestamp with time zone NOT NULL,
    CONSTRAINT a_gap_has_its_reason CHECK ((((result)::text = 'right'::text) OR (NOT ((reason)::text = ''::text))))
);

ALTER TABLE public.grants_checklistitem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grants_checklistitem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grants_checklistitemevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    application_id bigint NOT NULL,
    item character varying(80) NOT NULL,
    result character varying(8) NOT NULL,
    reason character varying(1000) NOT NULL,
    checked_by_id bigint NOT NULL,
    checked_at timestamp with time zone NOT NULL
);

ALTER TABLE public.grants_checklistitemevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grants_checklistitemevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grants_completion (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    application_id bigint NOT NULL,
    version integer NOT NULL,
    answers jsonb NOT NULL,
    plan jsonb NOT NULL,
    costs jsonb NOT NULL,
    CONSTRAINT grants_completion_version_check CHECK ((version >= 0))
);

ALTER TABLE public.grants_completion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grants_completion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grants_completionevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    application_id bigint NOT NULL,
    version integer NOT NULL,
    answers jsonb NOT NULL,
    plan jsonb NOT NULL,
    costs jsonb NOT NULL,
    CONSTRAINT grants_completionevent_version_check CHECK ((version >= 0))
);

ALTER TABLE public.grants_completionevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grants_completionevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grants_contract (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    award_id bigint NOT NULL,
    number character varying(60) NOT NULL,
    signed_on date NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    signed_by_id bigint NOT NULL,
    signed_file character varying(200) NOT NULL,
    signed_file_name character varying(200) NOT NULL,
    signed_file_type character varying(100) NOT NULL,
    signed_file_sha256 character varying(64) NOT NULL,
    CONSTRAINT contract_starts_before_it_ends CHECK ((starts_on <= ends_on))
);

ALTER TABLE public.grants_contract ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grants_contract_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grants_contractannex (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    number smallint NOT NULL,
    kind character varying(10) NOT NULL,
    signed_on date NOT NULL,
    reason text NOT NULL,
    signed_file character varying(200) NOT NULL,
    signed_file_name character varying(200) NOT NULL,
    signed_file_type character varying(100) NOT NULL,
    signed_file_sha256 character varying(64) NOT NULL,
    contract_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    CONSTRAINT annex_has_a_reason CHECK ((NOT (reason = ''::text))),
    CONSTRAINT annex_is_numbered_from_one CHECK ((number > 0)),
    CONSTRAINT annex_kind_is_known CHECK (((kind)::text = ANY ((ARRAY['correction'::character varying, 'extension'::character varying, 'other'::character varying])::text[]))),
    CONSTRAINT grants_contractannex_number_check CHECK ((number >= 0))
);

ALTER TABLE public.grants_contractannex ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grants_contractannex_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grants_contractevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    award_id bigint NOT NULL,
    number character varying(60) NOT NULL,
    signed_on date NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    signed_by_id bigint NOT NULL,
    signed_file character varying(200) NOT NULL,
    signed_file_name character varying(200) NOT NULL,
    signed_file_type character varying(100) NOT NULL,
    signed_file_sha256 character varying(64) NOT NULL
);

ALTER TABLE public.grants_contractevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grants_contractevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grants_costline (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    application_id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    description character varying(300) NOT NULL,
    quantity integer NOT NULL,
    unit_price bigint NOT NULL,
    amount bigint GENERATED ALWAYS AS ((quantity * unit_price)) STORED,
    CONSTRAINT cost_line_within_reason CHECK (((quantity >= 1) AND (quantity <= 1000000) AND (unit_price >= 0) AND (unit_price <= '1000000000000000'::bigint))),
    CONSTRAINT grants_costline_quantity_check CHECK ((quantity >= 0))
);

ALTER TABLE public.grants_costline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grants_costline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grants_criterion (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(500) NOT NULL,
    name_en character varying(500) NOT NULL,
    call_id bigint NOT NULL,
    code character varying(60) NOT NULL,
    hint text NOT NULL,
    hint_en text NOT NULL,
    weight smallint NOT NULL,
    "order" smallint NOT NULL,
    CONSTRAINT criterion_weight_up_to_100 CHECK (((weight >= 1) AND (weight <= 100))),
    CONSTRAINT grants_criterion_order_check CHECK (("order" >= 0)),
    CONSTRAINT grants_criterion_weight_check CHECK ((weight >= 0))
);

ALTER TABLE public.grants_criterion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grants_criterion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grants_deadlineextension (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    call_id bigint NOT NULL,
    startup_id bigint NOT NULL,
    until timestamp with time zone,
    reason text NOT NULL,
    granted_by_id bigint NOT NULL,
    CONSTRAINT extension_ends_in_the_future CHECK (((until IS NULL) OR (until > created_at))),
    CONSTRAINT extension_has_a_reason CHECK ((NOT (reason = ''::text)))
);

ALTER TABLE public.grants_deadlineextension ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grants_deadlineextension_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grants_decisionletter (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    award_id bigint NOT NULL,
    content jsonb NOT NULL,
    file character varying(200) NOT NULL,
    size integer,
    sha256 character varying(64) NOT NULL,
    CONSTRAINT grants_decisionletter_size_check CHECK ((size >= 0))
);

ALTER TABLE public.grants_decisionletter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grants_decisionletter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grants_disbursement (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    tranche_id bigint NOT NULL,
    amount bigint NOT NULL,
    paid_on date NOT NULL,
    reference character varying(60) NOT NULL,
    paid_by_id bigint NOT NULL,
    reverses_id bigint,
    is_effective boolean NOT NULL,
    budget_line_id bigint NOT NULL,
    stage_id bigint,
    result_accepted boolean NOT NULL,
    CONSTRAINT payment_has_an_amount CHECK ((((amount > 0) AND (reverses_id IS NULL)) OR ((amount < 0) AND (NOT is_effective) AND (reverses_id IS NOT NULL))))
);

ALTER TABLE public.grants_disbursement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grants_disbursement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grants_disbursementevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    tranche_id bigint NOT NULL,
    amount bigint NOT NULL,
    paid_on date NOT NULL,
    reference character varying(60) NOT NULL,
    paid_by_id bigint NOT NULL,
    reverses_id bigint,
    is_effective boolean NOT NULL
);

ALTER TABLE public.grants_disbursementevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grants_disbursementevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grants_planstep (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    application_id bigint NOT NULL,
    month smallint,
    activity character varying(500) NOT NULL,
    deliverable character varying(500) NOT NULL,
    CONSTRAINT grants_planstep_month_check CHECK ((month >= 0)),
    CONSTRAINT plan_month_within_5_years CHECK (((month >= 1) AND (month <= 60)))
);

ALTER TABLE public.grants_planstep ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grants_planstep_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grants_requireddocument (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(500) NOT NULL,
    name_en character varying(500) NOT NULL,
    call_id bigint NOT NULL,
    code character varying(60) NOT NULL,
    form_code character varying(60) NOT NULL,
    hint text NOT NULL,
    hint_en text NOT NULL,
    is_required boolean NOT NULL,
    only_for character varying(12) NOT NULL,
    accepts jsonb NOT NULL,
    "order" smallint NOT NULL,
    CONSTRAINT grants_requireddocument_order_check CHECK (("order" >= 0))
);

ALTER TABLE public.grants_requireddocument ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grants_requireddocument_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grants_reversal (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    payment_id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    amount bigint NOT NULL,
    happened_on date NOT NULL,
    reference character varying(60) NOT NULL,
    reason text NOT NULL,
    status character varying(10) NOT NULL,
    requested_by_id bigint NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    decided_by_id bigint,
    decided_at timestamp with time zone,
    entry_id bigint,
    CONSTRAINT reversal_has_a_reason CHECK ((NOT (reason = ''::text))),
    CONSTRAINT reversal_has_an_amount CHECK ((amount > 0)),
    CONSTRAINT who_asks_for_a_reversal_does_not_confirm_it CHECK (((NOT ((status)::text = 'confirmed'::text)) OR ((decided_at IS NOT NULL) AND (decided_by_id IS NOT NULL) AND (NOT ((decided_by_id = requested_by_id) AND (decided_by_id IS NOT NULL))))))
);

ALTER TABLE public.grants_reversal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grants_reversal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grants_reversalevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    payment_id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    amount bigint NOT NULL,
    happened_on date NOT NULL,
    reference character varying(60) NOT NULL,
    reason text NOT NULL,
    status character varying(10) NOT NULL,
    requested_by_id bigint NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    decided_by_id bigint,
    decided_at timestamp with time zone,
    entry_id bigint
);

ALTER TABLE public.grants_reversalevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grants_reversalevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grants_review (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    application_id bigint NOT NULL,
    evaluator_id bigint NOT NULL,
    status character varying(10) NOT NULL,
    conflict_reason text NOT NULL,
    declared_at timestamp with time zone,
    comment text NOT NULL,
    total numeric(6,3),
    sent_at timestamp with time zone,
    assigned_by_id bigint,
    search_folded text NOT NULL,
    withdrawn_because character varying(10) DEFAULT ''::character varying NOT NULL,
    startup_name character varying(200) NOT NULL,
    due_on date,
    number_key text NOT NULL COLLATE pg_catalog."C",
    startup_key text GENERATED ALWAYS AS (public.vn_sortkey((startup_name)::text)) STORED COLLATE pg_catalog."C",
    due_key date GENERATED ALWAYS AS (
CASE
    WHEN ((status)::text = ANY ((ARRAY['assigned'::character varying, 'open'::character varying])::text[])) THEN COALESCE(due_on, '9999-12-31'::date)
    ELSE '9999-12-31'::date
END) STORED,
    CONSTRAINT only_a_conflict_excludes_sent_scores CHECK (((((status)::text = 'withdrawn'::text) AND ((withdrawn_because)::text = ANY ((ARRAY['conflict'::character varying, 'illness'::character varying, 'left'::character varying, 'other'::character varying])::text[]))) OR (((status)::text = 'excluded'::text) AND ((withdrawn_because)::text = 'conflict'::text)) OR ((NOT ((status)::text = ANY ((ARRAY['withdrawn'::character varying, 'excluded'::character varying])::text[]))) AND ((withdrawn_because)::text = ''::text)))),
    CONSTRAINT recusal_has_a_reason CHECK (((NOT ((status)::text = 'recused'::text)) OR (NOT (conflict_reason = ''::text)))),
    CONSTRAINT review_opens_after_declaration CHECK ((((status)::text = ANY ((ARRAY['assigned'::character varying, 'withdrawn'::character varying])::text[])) OR (declared_at IS NOT NULL))),
    CONSTRAINT sent_review_has_total_and_time CHECK (((NOT ((status)::text = ANY ((ARRAY['sent'::character varying, 'excluded'::character varying])::text[]))) OR ((sent_at IS NOT NULL) AND (total IS NOT NULL))))
);
ALTER TABLE ONLY public.grants_review ALTER COLUMN search_folded SET STATISTICS 1000;

ALTER TABLE public.grants_review ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grants_review_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grants_reviewevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    application_id bigint NOT NULL,
    evaluator_id bigint NOT NULL,
    status character varying(10) NOT NULL,
    conflict_reason text NOT NULL,
    declared_at timestamp with time zone,
    comment text NOT NULL,
    total numeric(6,3),
    sent_at timestamp with time zone,
    assigned_by_id bigint,
    withdrawn_because character varying(10) DEFAULT ''::character varying NOT NULL
);

ALTER TABLE public.grants_reviewevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grants_reviewevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grants_score (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    review_id bigint NOT NULL,
    criterion_id bigint NOT NULL,
    value numeric(4,2),
    reason text NOT NULL,
    CONSTRAINT score_0_to_10 CHECK (((value IS NULL) OR ((value >= (0)::numeric) AND (value <= (10)::numeric))))
);

ALTER TABLE public.grants_score ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grants_score_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grants_stepclock (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    application_id bigint NOT NULL,
    step character varying(20) NOT NULL,
    amount smallint NOT NULL,
    unit character varying(12) NOT NULL,
    started_on date NOT NULL,
    due_on date NOT NULL,
    paused_on date,
    resumed_on date,
    days_left smallint,
    ended_on date,
    CONSTRAINT grants_stepclock_amount_check CHECK ((amount >= 0))
);

ALTER TABLE public.grants_stepclock ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grants_stepclock_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grants_submission (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    application_id bigint NOT NULL,
    sequence smallint NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    sent_by_id bigint NOT NULL,
    content jsonb NOT NULL,
    content_sha256 character varying(64) NOT NULL,
    receipt character varying(200) NOT NULL,
    receipt_sha256 character varying(64) NOT NULL,
    CONSTRAINT grants_submission_sequence_check CHECK ((sequence >= 0))
);

ALTER TABLE public.grants_submission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grants_submission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grants_tranche (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    number_key text NOT NULL COLLATE pg_catalog."C",
    startup_name character varying(200) NOT NULL,
    contract_id bigint NOT NULL,
    number smallint NOT NULL,
    amount bigint NOT NULL,
    deliverable character varying(500) NOT NULL,
    due_on date NOT NULL,
    status character varying(10) NOT NULL,
    response_id bigint,
    reported_by_id bigint,
    reported_at timestamp with time zone,
    authors bigint[] NOT NULL,
    accepted_by_id bigint,
    accepted_at timestamp with time zone,
    call_id bigint NOT NULL,
    search_folded text NOT NULL,
    charged_line_id bigint,
    paid_on date,
    startup_key text GENERATED ALWAYS AS (public.vn_sortkey((startup_name)::text)) STORED COLLATE pg_catalog."C",
    paid_key date GENERATED ALWAYS AS (COALESCE(paid_on, '9999-12-31'::date)) STORED,
    CONSTRAINT grants_tranche_number_check CHECK ((number >= 0)),
    CONSTRAINT tranche_has_an_amount CHECK ((amount > 0)),
    CONSTRAINT tranche_paid_after_acceptance CHECK (((NOT ((status)::text = ANY ((ARRAY['accepted'::character varying, 'paid'::character varying])::text[]))) OR (accepted_by_id IS NOT NULL))),
    CONSTRAINT who_reports_does_not_accept CHECK (((accepted_by_id IS NULL) OR (reported_by_id IS NULL) OR (NOT ((accepted_by_id = reported_by_id) AND (accepted_by_id IS NOT NULL) AND (reported_by_id IS NOT NULL)))))
);
ALTER TABLE ONLY public.grants_tranche ALTER COLUMN search_folded SET STATISTICS 1000;

ALTER TABLE public.grants_tranche ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grants_tranche_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grants_trancheevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    contract_id bigint NOT NULL,
    number smallint NOT NULL,
    amount bigint NOT NULL,
    deliverable character varying(500) NOT NULL,
    due_on date NOT NULL,
    status character varying(10) NOT NULL,
    response_id bigint,
    reported_by_id bigint,
    reported_at timestamp with time zone,
    accepted_by_id bigint,
    accepted_at timestamp with time zone,
    CONSTRAINT grants_trancheevent_number_check CHECK ((number >= 0))
);

ALTER TABLE public.grants_trancheevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grants_trancheevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.lists_bulkrow (
    id bigint NOT NULL,
    job_id bigint NOT NULL,
    object_id bigint NOT NULL,
    label character varying(300) NOT NULL,
    url character varying(300) NOT NULL,
    version character varying(100) NOT NULL,
    was_possible boolean NOT NULL,
    outcome character varying(10) NOT NULL,
    message text NOT NULL
);

ALTER TABLE public.lists_bulkrow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.lists_bulkrow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.lists_defaultview (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    listing character varying(40) NOT NULL,
    view_id bigint NOT NULL
);

ALTER TABLE public.lists_defaultview ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.lists_defaultview_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.lists_job (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    token uuid NOT NULL,
    by_id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    listing character varying(40) NOT NULL,
    action character varying(40) NOT NULL,
    query text NOT NULL,
    answers text NOT NULL,
    note character varying(300) NOT NULL,
    language character varying(5) NOT NULL,
    status character varying(10) NOT NULL,
    problem character varying(12) NOT NULL,
    total integer NOT NULL,
    done integer NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    file character varying(200) NOT NULL,
    size bigint NOT NULL,
    CONSTRAINT a_job_has_an_end_when_it_ended CHECK ((((finished_at IS NULL) AND ((status)::text = ANY ((ARRAY['waiting'::character varying, 'running'::character varying])::text[]))) OR ((NOT ((status)::text = ANY ((ARRAY['waiting'::character varying, 'running'::character varying])::text[]))) AND (finished_at IS NOT NULL)))),
    CONSTRAINT lists_job_done_check CHECK ((done >= 0)),
    CONSTRAINT lists_job_size_check CHECK ((size >= 0)),
    CONSTRAINT lists_job_total_check CHECK ((total >= 0)),
    CONSTRAINT only_a_finished_file_is_kept CHECK ((((file)::text = ''::text) OR (((kind)::text = 'export'::text) AND ((status)::text = 'done'::text))))
);

ALTER TABLE public.lists_job ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.lists_job_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.lists_savedview (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    owner_id bigint NOT NULL,
    listing character varying(40) NOT NULL,
    name character varying(60) NOT NULL,
    query character varying(2000) NOT NULL,
    audience character varying(10) NOT NULL
);

ALTER TABLE public.lists_savedview ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.lists_savedview_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);

ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_broadcast (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    audience character varying(60) NOT NULL,
    subjects bigint[] NOT NULL,
    context jsonb NOT NULL,
    done integer NOT NULL,
    finished_at timestamp with time zone,
    CONSTRAINT finished_broadcast_is_done CHECK (((finished_at IS NULL) OR (done =
CASE
    WHEN (subjects IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(subjects, 1), 0)
END))),
    CONSTRAINT notices_broadcast_done_check CHECK ((done >= 0))
);

ALTER TABLE public.notices_broadcast ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_broadcast_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_notification (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    key character varying(200) NOT NULL,
    kind character varying(60) NOT NULL,
    facts jsonb NOT NULL,
    url character varying(300) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    read_at timestamp with time zone,
    CONSTRAINT notification_leads_into_the_portal CHECK ((((url)::text = ''::text) OR ((url)::text ~~ '/%'::text)))
);

ALTER TABLE public.notices_notification ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_notification_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_notificationchoice (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    user_id bigint NOT NULL,
    kind character varying(60) NOT NULL,
    in_portal boolean NOT NULL,
    by_mail boolean NOT NULL
);

ALTER TABLE public.notices_notificationchoice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_notificationchoice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_outboxmessage (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    key character varying(200) NOT NULL,
    kind character varying(60) NOT NULL,
    recipient character varying(254) NOT NULL,
    subject character varying(300) NOT NULL,
    body text NOT NULL,
    language character varying(5) NOT NULL,
    unsubscribe character varying(300) NOT NULL,
    status character varying(10) NOT NULL,
    sent_at timestamp with time zone,
    CONSTRAINT outbox_sent_has_time CHECK ((((sent_at IS NOT NULL) AND ((status)::text = 'sent'::text)) OR ((NOT ((status)::text = 'sent'::text)) AND (sent_at IS NULL))))
);

ALTER TABLE public.notices_outboxmessage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_outboxmessage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_sentreminder (
    id bigint NOT NULL,
    kind character varying(60) NOT NULL,
    subject bigint NOT NULL,
    event character varying(60) NOT NULL,
    sent_at timestamp with time zone NOT NULL
);

ALTER TABLE public.notices_sentreminder ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_sentreminder_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_roleinvitation (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    email character varying(254) NOT NULL,
    token character varying(40) NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    status character varying(10) NOT NULL,
    role character varying(20) NOT NULL,
    message text NOT NULL,
    accepts_conflict boolean NOT NULL,
    accepted_by_id bigint,
    invited_by_id bigint NOT NULL,
    unit_id bigint
);

ALTER TABLE public.people_roleinvitation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_roleinvitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.pghistory_context (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    metadata jsonb NOT NULL
);

CREATE TABLE public.plan_budgetline (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    pillar_id bigint NOT NULL,
    year smallint NOT NULL,
    code character varying(40) NOT NULL,
    name character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL,
    planned bigint NOT NULL,
    granted bigint NOT NULL,
    paid bigint NOT NULL,
    source text NOT NULL,
    is_demo boolean NOT NULL,
    sort_key text GENERATED ALWAYS AS (public.vn_sortkey((name)::text)) STORED COLLATE pg_catalog."C",
    CONSTRAINT budget_not_negative CHECK (((granted >= 0) AND (paid >= 0) AND (planned >= 0))),
    CONSTRAINT granted_within_planned CHECK ((granted <= planned)),
    CONSTRAINT paid_within_granted CHECK ((paid <= granted)),
    CONSTRAINT plan_budgetline_year_check CHECK ((year >= 0))
);

ALTER TABLE public.plan_budgetline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plan_budgetline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plan_budgetlineevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    pillar_id bigint NOT NULL,
    year smallint NOT NULL,
    code character varying(40) NOT NULL,
    name character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL,
    planned bigint NOT NULL,
    granted bigint NOT NULL,
    paid bigint NOT NULL,
    source text NOT NULL,
    is_demo boolean NOT NULL,
    CONSTRAINT plan_budgetlineevent_year_check CHECK ((year >= 0))
);

ALTER TABLE public.plan_budgetlineevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plan_budgetlineevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plan_documentrequirement (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(500) NOT NULL,
    name_en character varying(500) NOT NULL,
    policy_id bigint NOT NULL,
    code character varying(60) NOT NULL,
    form_code character varying(60) NOT NULL,
    hint text NOT NULL,
    hint_en text NOT NULL,
    is_required boolean NOT NULL,
    only_for character varying(12) NOT NULL,
    accepts character varying(10)[] NOT NULL,
    "order" smallint NOT NULL,
    CONSTRAINT plan_documentrequirement_order_check CHECK (("order" >= 0))
);

ALTER TABLE public.plan_documentrequirement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plan_documentrequirement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plan_documentrequirementevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(500) NOT NULL,
    name_en character varying(500) NOT NULL,
    policy_id bigint NOT NULL,
    code character varying(60) NOT NULL,
    form_code character varying(60) NOT NULL,
    hint text NOT NULL,
    hint_en text NOT NULL,
    is_required boolean NOT NULL,
    only_for character varying(12) NOT NULL,
    accepts character varying(10)[] NOT NULL,
    "order" smallint NOT NULL,
    CONSTRAINT plan_documentrequirementevent_order_check CHECK (("order" >= 0))
);

ALTER TABLE public.plan_documentrequirementevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plan_documentrequirementevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plan_indicator (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(500) NOT NULL,
    name_en character varying(500) NOT NULL,
    scheme_id bigint NOT NULL,
    pillar_id bigint,
    code character varying(60) NOT NULL,
    unit character varying(60) NOT NULL,
    unit_en character varying(60) NOT NULL,
    direction character varying(5) NOT NULL,
    geography character varying(10) NOT NULL,
    origin character varying(10) NOT NULL,
    counter character varying(20) NOT NULL,
    owner_id bigint,
    adds_up boolean NOT NULL,
    formula text NOT NULL,
    formula_en text NOT NULL,
    is_headline boolean NOT NULL,
    "order" smallint NOT NULL,
    source text NOT NULL,
    confidence character varying(1) NOT NULL,
    CONSTRAINT counted_indicator_names_its_counter CHECK (((((origin)::text = 'counted'::text) AND (NOT ((counter)::text = ''::text))) OR (((counter)::text = ''::text) AND ((origin)::text = 'reported'::text)))),
    CONSTRAINT plan_indicator_order_check CHECK (("order" >= 0))
);

ALTER TABLE public.plan_indicator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plan_indicator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plan_indicatorevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(500) NOT NULL,
    name_en character varying(500) NOT NULL,
    scheme_id bigint NOT NULL,
    pillar_id bigint,
    code character varying(60) NOT NULL,
    unit character varying(60) NOT NULL,
    unit_en character varying(60) NOT NULL,
    direction character varying(5) NOT NULL,
    geography character varying(10) NOT NULL,
    origin character varying(10) NOT NULL,
    counter character varying(20) NOT NULL,
    owner_id bigint,
    adds_up boolean NOT NULL,
    formula text NOT NULL,
    formula_en text NOT NULL,
    is_headline boolean NOT NULL,
    "order" smallint NOT NULL,
    source text NOT NULL,
    confidence character varying(1) NOT NULL,
    CONSTRAINT plan_indicatorevent_order_check CHECK (("order" >= 0))
);

ALTER TABLE public.plan_indicatorevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plan_indicatorevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plan_legaldocument (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    code character varying(60) NOT NULL,
    kind character varying(12) NOT NULL,
    number character varying(60) NOT NULL,
    title character varying(400) NOT NULL,
    issued_on date,
    issuer character varying(200) NOT NULL,
    is_cited_by_decisions boolean NOT NULL,
    "order" smallint NOT NULL,
    source text NOT NULL,
    confidence character varying(1) NOT NULL,
    unit_id bigint,
    CONSTRAINT plan_legaldocument_order_check CHECK (("order" >= 0))
);

ALTER TABLE public.plan_legaldocument ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plan_legaldocument_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plan_legaldocumentevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    code character varying(60) NOT NULL,
    kind character varying(12) NOT NULL,
    number character varying(60) NOT NULL,
    title character varying(400) NOT NULL,
    issued_on date,
    issuer character varying(200) NOT NULL,
    is_cited_by_decisions boolean NOT NULL,
    "order" smallint NOT NULL,
    source text NOT NULL,
    confidence character varying(1) NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    unit_id bigint,
    CONSTRAINT plan_legaldocumentevent_order_check CHECK (("order" >= 0))
);

ALTER TABLE public.plan_legaldocumentevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plan_legaldocumentevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plan_measurement (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    indicator_id bigint NOT NULL,
    span character varying(10) NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    value numeric(20,2),
    unit_note character varying(200) NOT NULL,
    source text NOT NULL,
    source_url character varying(500) NOT NULL,
    as_of date,
    confidence character varying(1) NOT NULL,
    is_used boolean NOT NULL,
    entered_by_id bigint,
    verified_by_id bigint,
    authors bigint[] NOT NULL,
    note text NOT NULL,
    note_en text NOT NULL,
    CONSTRAINT author_does_not_verify_own_figure CHECK (((verified_by_id IS NULL) OR (entered_by_id IS NULL) OR (NOT ((verified_by_id = entered_by_id) AND (verified_by_id IS NOT NULL) AND (entered_by_id IS NOT NULL))))),
    CONSTRAINT measured_period_is_a_range CHECK ((starts_on < ends_on))
);

ALTER TABLE public.plan_measurement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plan_measurement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plan_measurementevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    indicator_id bigint NOT NULL,
    span character varying(10) NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    value numeric(20,2),
    unit_note character varying(200) NOT NULL,
    source text NOT NULL,
    source_url character varying(500) NOT NULL,
    as_of date,
    confidence character varying(1) NOT NULL,
    is_used boolean NOT NULL,
    entered_by_id bigint,
    verified_by_id bigint,
    note text NOT NULL,
    note_en text NOT NULL
);

ALTER TABLE public.plan_measurementevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plan_measurementevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plan_periodcorrection (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    subject character varying(12) NOT NULL,
    label character varying(500) NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    old_value text NOT NULL,
    new_value text NOT NULL,
    reason text NOT NULL,
    entered_by_id bigint,
    CONSTRAINT corrected_days_are_a_range CHECK ((starts_on < ends_on)),
    CONSTRAINT correction_has_a_reason CHECK ((NOT (reason = ''::text)))
);

ALTER TABLE public.plan_periodcorrection ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plan_periodcorrection_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plan_pillar (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(500) NOT NULL,
    name_en character varying(500) NOT NULL,
    scheme_id bigint NOT NULL,
    number smallint NOT NULL,
    summary text NOT NULL,
    summary_en text NOT NULL,
    lead_unit_id bigint,
    source text NOT NULL,
    CONSTRAINT plan_pillar_number_check CHECK ((number >= 0))
);

ALTER TABLE public.plan_pillar ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plan_pillar_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plan_pillarevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(500) NOT NULL,
    name_en character varying(500) NOT NULL,
    scheme_id bigint NOT NULL,
    number smallint NOT NULL,
    summary text NOT NULL,
    summary_en text NOT NULL,
    lead_unit_id bigint,
    source text NOT NULL,
    CONSTRAINT plan_pillarevent_number_check CHECK ((number >= 0))
);

ALTER TABLE public.plan_pillarevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plan_pillarevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plan_plannedamount (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    line_id bigint NOT NULL,
    amount bigint NOT NULL,
    previous bigint,
    source text NOT NULL,
    change_reason text NOT NULL,
    status character varying(10) NOT NULL,
    entered_by_id bigint NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    verified_by_id bigint,
    verified_at timestamp with time zone,
    authors bigint[] NOT NULL,
    CONSTRAINT planned_amount_has_a_source CHECK ((NOT (source = ''::text))),
    CONSTRAINT planned_amount_not_negative CHECK ((amount >= 0)),
    CONSTRAINT verified_amount_has_a_verifier CHECK (((((status)::text = 'verified'::text) AND (verified_at IS NOT NULL) AND (verified_by_id IS NOT NULL)) OR ((NOT ((status)::text = 'verified'::text)) AND (verified_at IS NULL) AND (verified_by_id IS NULL))))
);

ALTER TABLE public.plan_plannedamount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plan_plannedamount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plan_plannedamountevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    line_id bigint NOT NULL,
    amount bigint NOT NULL,
    previous bigint,
    source text NOT NULL,
    change_reason text NOT NULL,
    status character varying(10) NOT NULL,
    entered_by_id bigint NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    verified_by_id bigint,
    verified_at timestamp with time zone
);

ALTER TABLE public.plan_plannedamountevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plan_plannedamountevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plan_scheme (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(500) NOT NULL,
    name_en character varying(500) NOT NULL,
    code character varying(40) NOT NULL,
    short_name character varying(80) NOT NULL,
    short_name_en character varying(80) NOT NULL,
    legal_document character varying(200) NOT NULL,
    legal_date date,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    reports_from date,
    goal text NOT NULL,
    goal_en text NOT NULL,
    source text NOT NULL,
    confidence character varying(1) NOT NULL,
    CONSTRAINT scheme_starts_before_it_ends CHECK ((starts_on < ends_on))
);

ALTER TABLE public.plan_scheme ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plan_scheme_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plan_schemeevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(500) NOT NULL,
    name_en character varying(500) NOT NULL,
    code character varying(40) NOT NULL,
    short_name character varying(80) NOT NULL,
    short_name_en character varying(80) NOT NULL,
    legal_document character varying(200) NOT NULL,
    legal_date date,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    reports_from date,
    goal text NOT NULL,
    goal_en text NOT NULL,
    source text NOT NULL,
    confidence character varying(1) NOT NULL
);

ALTER TABLE public.plan_schemeevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plan_schemeevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plan_supportpolicy (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(500) NOT NULL,
    name_en character varying(500) NOT NULL,
    code character varying(60) NOT NULL,
    kind character varying(10) NOT NULL,
    legal_basis character varying(300) NOT NULL,
    summary text NOT NULL,
    summary_en text NOT NULL,
    stage_id bigint,
    cap_total bigint,
    cap_labour bigint,
    cap_other bigint,
    cap_per character varying(60) NOT NULL,
    cap_per_en character varying(60) NOT NULL,
    rate_percent smallint,
    max_months smallint,
    max_age_years smallint,
    applicant_kinds character varying(12)[] NOT NULL,
    valid_from date,
    valid_to date,
    "order" smallint NOT NULL,
    source text NOT NULL,
    confidence character varying(1) NOT NULL,
    CONSTRAINT plan_supportpolicy_max_age_years_check CHECK ((max_age_years >= 0)),
    CONSTRAINT plan_supportpolicy_max_months_check CHECK ((max_months >= 0)),
    CONSTRAINT plan_supportpolicy_order_check CHECK (("order" >= 0)),
    CONSTRAINT plan_supportpolicy_rate_percent_check CHECK ((rate_percent >= 0)),
    CONSTRAINT policy_cap_is_positive CHECK (((cap_total IS NULL) OR (cap_total > 0))),
    CONSTRAINT policy_rate_is_a_share CHECK (((rate_percent IS NULL) OR ((rate_percent >= 1) AND (rate_percent <= 100))))
);

ALTER TABLE public.plan_supportpolicy ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plan_supportpolicy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plan_supportpolicy_sectors (
    id bigint NOT NULL,
    supportpolicy_id bigint NOT NULL,
    sector_id bigint NOT NULL
);

ALTER TABLE public.plan_supportpolicy_sectors ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plan_supportpolicy_sectors_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plan_supportpolicyevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(500) NOT NULL,
    name_en character varying(500) NOT NULL,
    code character varying(60) NOT NULL,
    kind character varying(10) NOT NULL,
    legal_basis character varying(300) NOT NULL,
    summary text NOT NULL,
    summary_en text NOT NULL,
    stage_id bigint,
    cap_total bigint,
    cap_labour bigint,
    cap_other bigint,
    cap_per character varying(60) NOT NULL,
    cap_per_en character varying(60) NOT NULL,
    rate_percent smallint,
    max_months smallint,
    max_age_years smallint,
    applicant_kinds character varying(12)[] NOT NULL,
    valid_from date,
    valid_to date,
    "order" smallint NOT NULL,
    source text NOT NULL,
    confidence character varying(1) NOT NULL,
    CONSTRAINT plan_supportpolicyevent_max_age_years_check CHECK ((max_age_years >= 0)),
    CONSTRAINT plan_supportpolicyevent_max_months_check CHECK ((max_months >= 0)),
    CONSTRAINT plan_supportpolicyevent_order_check CHECK (("order" >= 0)),
    CONSTRAINT plan_supportpolicyevent_rate_percent_check CHECK ((rate_percent >= 0))
);

ALTER TABLE public.plan_supportpolicyevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plan_supportpolicyevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plan_target (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    indicator_id bigint NOT NULL,
    year smallint,
    value numeric(20,2) NOT NULL,
    value_to numeric(20,2),
    source text NOT NULL,
    confidence character varying(1) NOT NULL,
    is_used boolean NOT NULL,
    entered_by_id bigint,
    verified_by_id bigint,
    authors bigint[] NOT NULL,
    CONSTRAINT author_does_not_verify_own_target CHECK (((verified_by_id IS NULL) OR (entered_by_id IS NULL) OR (NOT ((verified_by_id = entered_by_id) AND (verified_by_id IS NOT NULL) AND (entered_by_id IS NOT NULL))))),
    CONSTRAINT plan_target_year_check CHECK ((year >= 0))
);

ALTER TABLE public.plan_target ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plan_target_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plan_targetevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    indicator_id bigint NOT NULL,
    year smallint,
    value numeric(20,2) NOT NULL,
    value_to numeric(20,2),
    source text NOT NULL,
    confidence character varying(1) NOT NULL,
    is_used boolean NOT NULL,
    entered_by_id bigint,
    verified_by_id bigint,
    CONSTRAINT plan_targetevent_year_check CHECK ((year >= 0))
);

ALTER TABLE public.plan_targetevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plan_targetevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plan_timelimit (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    step character varying(20) NOT NULL,
    amount smallint,
    unit character varying(12) NOT NULL,
    legal_basis character varying(200) NOT NULL,
    remind_before smallint[] NOT NULL,
    CONSTRAINT limit_is_positive CHECK (((amount IS NULL) OR (amount > 0))),
    CONSTRAINT only_an_offer_has_no_limit CHECK (((amount IS NOT NULL) OR ((step)::text = 'offer'::text))),
    CONSTRAINT plan_timelimit_amount_check CHECK ((amount >= 0))
);

ALTER TABLE public.plan_timelimit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plan_timelimit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.plan_timelimitevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    step character varying(20) NOT NULL,
    amount smallint,
    unit character varying(12) NOT NULL,
    legal_basis character varying(200) NOT NULL,
    remind_before smallint[] NOT NULL,
    CONSTRAINT plan_timelimitevent_amount_check CHECK ((amount >= 0))
);

ALTER TABLE public.plan_timelimitevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.plan_timelimitevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.public_countedbatch (
    name character varying(40) NOT NULL,
    counted_at timestamp with time zone NOT NULL
);

CREATE TABLE public.public_pagecount (
    id bigint NOT NULL,
    day date NOT NULL,
    kind character varying(10) NOT NULL,
    views bigint NOT NULL,
    CONSTRAINT public_pagecount_views_check CHECK ((views >= 0))
);

ALTER TABLE public.public_pagecount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.public_pagecount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.questionnaires_answer (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    response_id bigint NOT NULL,
    question character varying(90) NOT NULL,
    "row" character varying(20) NOT NULL,
    "position" integer NOT NULL,
    value jsonb,
    version integer NOT NULL,
    edited_by_id bigint,
    number numeric(20,2) GENERATED ALWAYS AS (
CASE
    WHEN (jsonb_typeof(value) = 'number'::text) THEN (value)::numeric(20,2)
    ELSE NULL::numeric
END) STORED,
    text text GENERATED ALWAYS AS (
CASE
    WHEN ((jsonb_typeof(value) = 'string'::text) OR (jsonb_typeof(value) = 'boolean'::text)) THEN "left"((value #>> '{}'::text[]), 200)
    ELSE NULL::text
END) STORED,
    CONSTRAINT questionnaires_answer_position_check CHECK (("position" >= 0)),
    CONSTRAINT questionnaires_answer_version_check CHECK ((version >= 0))
);

ALTER TABLE public.questionnaires_answer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.questionnaires_answer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.questionnaires_answerfile (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    response_id bigint NOT NULL,
    question character varying(90) NOT NULL,
    file character varying(200) NOT NULL,
    original_name character varying(200) NOT NULL,
    content_type character varying(100) NOT NULL,
    size bigint NOT NULL,
    sha256 character varying(64) NOT NULL,
    uploaded_by_id bigint NOT NULL,
    removed_at timestamp with time zone,
    CONSTRAINT questionnaires_answerfile_size_check CHECK ((size >= 0))
);

ALTER TABLE public.questionnaires_answerfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.questionnaires_answerfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.questionnaires_lostanswer (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    response_id bigint NOT NULL,
    questionnaire_version_id bigint NOT NULL,
    question character varying(90) NOT NULL,
    value jsonb NOT NULL
);

ALTER TABLE public.questionnaires_lostanswer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.questionnaires_lostanswer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.questionnaires_questionnaire (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(500) NOT NULL,
    name_en character varying(500) NOT NULL,
    code character varying(60) NOT NULL,
    purpose character varying(40) NOT NULL,
    unit_id bigint,
    is_shipped boolean NOT NULL,
    archived_at timestamp with time zone,
    is_demo boolean NOT NULL,
    sort_key text GENERATED ALWAYS AS (public.vn_sortkey((name)::text)) STORED COLLATE pg_catalog."C",
    search_folded text GENERATED ALWAYS AS (public.vn_fold(((COALESCE(name, ''::character varying))::text || COALESCE((COALESCE(' '::text, ''::text) || COALESCE(((COALESCE(name_en, ''::character varying))::text || COALESCE((COALESCE(' '::text, ''::text) || (COALESCE(code, ''::character varying))::text), ''::text)), ''::text)), ''::text)))) STORED
);

ALTER TABLE public.questionnaires_questionnaire ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.questionnaires_questionnaire_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.questionnaires_questionnaireevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(500) NOT NULL,
    name_en character varying(500) NOT NULL,
    code character varying(60) NOT NULL,
    purpose character varying(40) NOT NULL,
    unit_id bigint,
    is_shipped boolean NOT NULL,
    archived_at timestamp with time zone,
    is_demo boolean NOT NULL
);

ALTER TABLE public.questionnaires_questionnaireevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.questionnaires_questionnaireevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.questionnaires_questionnaireresponse (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    questionnaire_version_id bigint CONSTRAINT questionnaires_questionnairer_questionnaire_version_id_not_null NOT NULL,
    version integer NOT NULL,
    created_by_id bigint,
    edited_by_id bigint,
    open_questions jsonb,
    closed_at timestamp with time zone,
    copied_from_id bigint,
    is_test boolean NOT NULL,
    CONSTRAINT questionnaires_questionnaireresponse_version_check CHECK ((version >= 0))
);

ALTER TABLE public.questionnaires_questionnaireresponse ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.questionnaires_questionnaireresponse_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.questionnaires_questionnaireversion (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    questionnaire_id bigint NOT NULL,
    number integer NOT NULL,
    status character varying(10) NOT NULL,
    content jsonb NOT NULL,
    version integer NOT NULL,
    created_by_id bigint,
    edited_by_id bigint,
    published_by_id bigint,
    published_at timestamp with time zone,
    CONSTRAINT published_version_has_its_time CHECK ((((status)::text = 'draft'::text) OR (published_at IS NOT NULL))),
    CONSTRAINT questionnaire_version_status_is_known CHECK (((status)::text = ANY ((ARRAY['draft'::character varying, 'published'::character varying, 'retired'::character varying])::text[]))),
    CONSTRAINT questionnaires_questionnaireversion_number_check CHECK ((number >= 0)),
    CONSTRAINT questionnaires_questionnaireversion_version_check CHECK ((version >= 0))
);

ALTER TABLE public.questionnaires_questionnaireversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.questionnaires_questionnaireversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.questionnaires_questionnaireversionevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone CONSTRAINT questionnaires_questionnaireversioneven_pgh_created_at_not_null NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    questionnaire_id bigint CONSTRAINT questionnaires_questionnaireversionev_questionnaire_id_not_null NOT NULL,
    number integer NOT NULL,
    status character varying(10) NOT NULL,
    content jsonb NOT NULL,
    version integer NOT NULL,
    created_by_id bigint,
    edited_by_id bigint,
    published_by_id bigint,
    published_at timestamp with time zone,
    CONSTRAINT questionnaires_questionnaireversionevent_number_check CHECK ((number >= 0)),
    CONSTRAINT questionnaires_questionnaireversionevent_version_check CHECK ((version >= 0))
);

ALTER TABLE public.questionnaires_questionnaireversionevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.questionnaires_questionnaireversionevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reference_area (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(500) NOT NULL,
    name_en character varying(500) NOT NULL,
    code character varying(10) NOT NULL,
    kind character varying(10) NOT NULL,
    full_name character varying(200) NOT NULL,
    full_name_en character varying(200) NOT NULL,
    area_km2 numeric(9,2) NOT NULL,
    outline jsonb,
    valid_from date,
    valid_to date
);

ALTER TABLE public.reference_area ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reference_area_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reference_areaevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(500) NOT NULL,
    name_en character varying(500) NOT NULL,
    code character varying(10) NOT NULL,
    kind character varying(10) NOT NULL,
    full_name character varying(200) NOT NULL,
    full_name_en character varying(200) NOT NULL,
    area_km2 numeric(9,2) NOT NULL,
    valid_from date,
    valid_to date
);

ALTER TABLE public.reference_areaevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reference_areaevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reference_historyseries (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(500) NOT NULL,
    name_en character varying(500) NOT NULL,
    code character varying(60) NOT NULL,
    geography character varying(10) NOT NULL,
    unit character varying(60) NOT NULL,
    unit_en character varying(60) NOT NULL,
    less_is_better boolean NOT NULL,
    "order" smallint NOT NULL,
    note text NOT NULL,
    note_en text NOT NULL,
    CONSTRAINT reference_historyseries_order_check CHECK (("order" >= 0))
);

ALTER TABLE public.reference_historyseries ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reference_historyseries_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reference_historyseriesevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(500) NOT NULL,
    name_en character varying(500) NOT NULL,
    code character varying(60) NOT NULL,
    geography character varying(10) NOT NULL,
    unit character varying(60) NOT NULL,
    unit_en character varying(60) NOT NULL,
    less_is_better boolean NOT NULL,
    "order" smallint NOT NULL,
    note text NOT NULL,
    note_en text NOT NULL,
    CONSTRAINT reference_historyseriesevent_order_check CHECK (("order" >= 0))
);

ALTER TABLE public.reference_historyseriesevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reference_historyseriesevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reference_historyvalue (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    series_id bigint NOT NULL,
    year smallint NOT NULL,
    value numeric(18,2),
    value_text character varying(120) NOT NULL,
    source character varying(300) NOT NULL,
    source_url character varying(500) NOT NULL,
    as_of date,
    confidence character varying(1) NOT NULL,
    is_used boolean NOT NULL,
    note text NOT NULL,
    note_en text NOT NULL,
    CONSTRAINT reference_historyvalue_year_check CHECK ((year >= 0))
);

ALTER TABLE public.reference_historyvalue ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reference_historyvalue_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reference_historyvalueevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    series_id bigint NOT NULL,
    year smallint NOT NULL,
    value numeric(18,2),
    value_text character varying(120) NOT NULL,
    source character varying(300) NOT NULL,
    source_url character varying(500) NOT NULL,
    as_of date,
    confidence character varying(1) NOT NULL,
    is_used boolean NOT NULL,
    note text NOT NULL,
    note_en text NOT NULL,
    CONSTRAINT reference_historyvalueevent_year_check CHECK ((year >= 0))
);

ALTER TABLE public.reference_historyvalueevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reference_historyvalueevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reference_holiday (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    day date NOT NULL,
    kind character varying(15) NOT NULL,
    name character varying(200) NOT NULL,
    source character varying(200) NOT NULL
);

ALTER TABLE public.reference_holiday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reference_holiday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reference_holidayevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    day date NOT NULL,
    kind character varying(15) NOT NULL,
    name character varying(200) NOT NULL,
    source character varying(200) NOT NULL
);

ALTER TABLE public.reference_holidayevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reference_holidayevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reference_loadedrow (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    kind character varying(100) NOT NULL,
    key character varying(600) NOT NULL,
    object_id bigint NOT NULL,
    fingerprint character varying(64) NOT NULL
);

ALTER TABLE public.reference_loadedrow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reference_loadedrow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reference_sector (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(500) NOT NULL,
    name_en character varying(500) NOT NULL,
    code character varying(60) NOT NULL,
    belongs_to character varying(20) NOT NULL,
    "order" smallint NOT NULL,
    valid_from date,
    valid_to date,
    source character varying(200) NOT NULL,
    CONSTRAINT reference_sector_order_check CHECK (("order" >= 0))
);

ALTER TABLE public.reference_sector ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reference_sector_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reference_sectorevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(500) NOT NULL,
    name_en character varying(500) NOT NULL,
    code character varying(60) NOT NULL,
    belongs_to character varying(20) NOT NULL,
    "order" smallint NOT NULL,
    valid_from date,
    valid_to date,
    source character varying(200) NOT NULL,
    CONSTRAINT reference_sectorevent_order_check CHECK (("order" >= 0))
);

ALTER TABLE public.reference_sectorevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reference_sectorevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reference_term (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(500) NOT NULL,
    name_en character varying(500) NOT NULL,
    vocabulary character varying(20) NOT NULL,
    code character varying(60) NOT NULL,
    "order" smallint NOT NULL,
    valid_from date,
    valid_to date,
    CONSTRAINT reference_term_order_check CHECK (("order" >= 0))
);

ALTER TABLE public.reference_term ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reference_term_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reference_termevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(500) NOT NULL,
    name_en character varying(500) NOT NULL,
    vocabulary character varying(20) NOT NULL,
    code character varying(60) NOT NULL,
    "order" smallint NOT NULL,
    valid_from date,
    valid_to date,
    CONSTRAINT reference_termevent_order_check CHECK (("order" >= 0))
);

ALTER TABLE public.reference_termevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reference_termevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reports_contribution (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    period_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    response_id bigint,
    status character varying(10) NOT NULL,
    written_by_id bigint,
    approved_by_id bigint,
    approved_at timestamp with time zone,
    authors bigint[] NOT NULL,
    is_late boolean NOT NULL,
    CONSTRAINT who_writes_does_not_approve CHECK (((approved_by_id IS NULL) OR (written_by_id IS NULL) OR (NOT ((approved_by_id = written_by_id) AND (approved_by_id IS NOT NULL) AND (written_by_id IS NOT NULL)))))
);

ALTER TABLE public.reports_contribution ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_contribution_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reports_contributionevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    period_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    response_id bigint,
    status character varying(10) NOT NULL,
    written_by_id bigint,
    approved_by_id bigint,
    approved_at timestamp with time zone,
    is_late boolean NOT NULL
);

ALTER TABLE public.reports_contributionevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_contributionevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reports_issuedreport (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    period_id bigint NOT NULL,
    scheme_id bigint,
    version smallint NOT NULL,
    status character varying(10) NOT NULL,
    number character varying(40),
    snapshot jsonb,
    snapshot_sha256 character varying(64) NOT NULL,
    narrative text NOT NULL,
    correction_note text NOT NULL,
    requested_by_id bigint NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    issued_at timestamp with time zone,
    CONSTRAINT issued_report_is_whole CHECK ((((status)::text = ANY ((ARRAY['requested'::character varying, 'parked'::character varying])::text[])) OR ((issued_at IS NOT NULL) AND (number IS NOT NULL) AND (snapshot IS NOT NULL)))),
    CONSTRAINT reports_issuedreport_version_check CHECK ((version >= 0))
);

ALTER TABLE public.reports_issuedreport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_issuedreport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reports_reportfile (
    id bigint NOT NULL,
    report_id bigint NOT NULL,
    format character varying(12) NOT NULL,
    rows integer,
    sha256 character varying(64) NOT NULL,
    size bigint NOT NULL,
    CONSTRAINT reports_reportfile_rows_check CHECK ((rows >= 0)),
    CONSTRAINT reports_reportfile_size_check CHECK ((size >= 0))
);

ALTER TABLE public.reports_reportfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_reportfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reports_reportfilepart (
    id bigint NOT NULL,
    file_id bigint NOT NULL,
    "position" integer NOT NULL,
    content bytea NOT NULL,
    CONSTRAINT reports_reportfilepart_position_check CHECK (("position" >= 0))
);

ALTER TABLE public.reports_reportfilepart ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_reportfilepart_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reports_reportingperiod (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    kind character varying(12) NOT NULL,
    calendar character varying(10) NOT NULL,
    year smallint NOT NULL,
    number smallint NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    contributions_due_on date NOT NULL,
    status character varying(10) NOT NULL,
    CONSTRAINT period_is_a_range CHECK ((starts_on < ends_on)),
    CONSTRAINT reports_reportingperiod_number_check CHECK ((number >= 0)),
    CONSTRAINT reports_reportingperiod_year_check CHECK ((year >= 0))
);

ALTER TABLE public.reports_reportingperiod ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_reportingperiod_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reports_reportingperiodevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    kind character varying(12) NOT NULL,
    calendar character varying(10) NOT NULL,
    year smallint NOT NULL,
    number smallint NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    contributions_due_on date NOT NULL,
    status character varying(10) NOT NULL,
    CONSTRAINT reports_reportingperiodevent_number_check CHECK ((number >= 0)),
    CONSTRAINT reports_reportingperiodevent_year_check CHECK ((year >= 0))
);

ALTER TABLE public.reports_reportingperiodevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reports_reportingperiodevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.startups_consent (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    startup_id bigint NOT NULL,
    purpose character varying(30) NOT NULL,
    text_version character varying(20) NOT NULL,
    given_by_id bigint NOT NULL,
    given_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_by_id bigint
);

ALTER TABLE public.startups_consent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.startups_consent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.startups_consentevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    startup_id bigint NOT NULL,
    purpose character varying(30) NOT NULL,
    text_version character varying(20) NOT NULL,
    given_by_id bigint NOT NULL,
    given_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_by_id bigint
);

ALTER TABLE public.startups_consentevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.startups_consentevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.startups_formeraddress (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    slug character varying(80) NOT NULL,
    startup_id bigint,
    organisation_id bigint,
    CONSTRAINT former_address_has_one_holder CHECK ((((startup_id IS NOT NULL) OR (organisation_id IS NOT NULL)) AND (1 = (
CASE
    WHEN (startup_id IS NOT NULL) THEN 1
    ELSE 0
END +
CASE
    WHEN (organisation_id IS NOT NULL) THEN 1
    ELSE 0
END))))
);

ALTER TABLE public.startups_formeraddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.startups_formeraddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.startups_fundinground (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    startup_id bigint NOT NULL,
    kind_id bigint NOT NULL,
    closed_on date NOT NULL,
    amount numeric(20,2) NOT NULL,
    currency character varying(3) NOT NULL,
    investors character varying(500) NOT NULL,
    source character varying(300) NOT NULL,
    written_by_id bigint,
    verified_by_id bigint,
    verified_at timestamp with time zone,
    authors bigint[] NOT NULL,
    CONSTRAINT round_amount_is_positive CHECK ((amount > (0)::numeric)),
    CONSTRAINT round_verified_by_someone_at_some_time CHECK ((((verified_at IS NULL) AND (verified_by_id IS NULL)) OR ((verified_at IS NOT NULL) AND (verified_by_id IS NOT NULL))))
);

ALTER TABLE public.startups_fundinground ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.startups_fundinground_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.startups_fundingroundevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    startup_id bigint NOT NULL,
    kind_id bigint NOT NULL,
    closed_on date NOT NULL,
    amount numeric(20,2) NOT NULL,
    currency character varying(3) NOT NULL,
    investors character varying(500) NOT NULL,
    source character varying(300) NOT NULL,
    verified_by_id bigint,
    verified_at timestamp with time zone
);

ALTER TABLE public.startups_fundingroundevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.startups_fundingroundevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.startups_invitation (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    startup_id bigint NOT NULL,
    email character varying(254) NOT NULL,
    role character varying(10) NOT NULL,
    token character varying(40) NOT NULL,
    invited_by_id bigint NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    status character varying(10) NOT NULL,
    accepted_by_id bigint
);

ALTER TABLE public.startups_invitation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.startups_invitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.startups_logo (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    alt character varying(150) NOT NULL,
    digest character varying(64) NOT NULL,
    small character varying(200) NOT NULL,
    large character varying(200) NOT NULL,
    startup_id bigint NOT NULL,
    CONSTRAINT logo_digest_is_a_sha256 CHECK (((digest)::text ~ '^[0-9a-f]{64}$'::text))
);

ALTER TABLE public.startups_logo ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.startups_logo_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.startups_logoevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    alt character varying(150) NOT NULL,
    digest character varying(64) NOT NULL,
    small character varying(200) NOT NULL,
    large character varying(200) NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    startup_id bigint NOT NULL
);

ALTER TABLE public.startups_logoevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.startups_logoevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.startups_membership (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    startup_id bigint NOT NULL,
    user_id bigint NOT NULL,
    role character varying(10) NOT NULL
);

ALTER TABLE public.startups_membership ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.startups_membership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.startups_membershipevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    startup_id bigint NOT NULL,
    user_id bigint NOT NULL,
    role character varying(10) NOT NULL
);

ALTER TABLE public.startups_membershipevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.startups_membershipevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.startups_organisation (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    kind_id bigint NOT NULL,
    name character varying(200) NOT NULL,
    slug character varying(80) NOT NULL,
    tax_code character varying(14),
    area_id bigint,
    website character varying(300) NOT NULL,
    summary text NOT NULL,
    source character varying(300) NOT NULL,
    manages_grants boolean NOT NULL,
    is_public boolean NOT NULL,
    is_demo boolean NOT NULL,
    search_folded text GENERATED ALWAYS AS (public.vn_fold(((COALESCE(name, ''::character varying))::text || COALESCE((COALESCE(' '::text, ''::text) || COALESCE(summary, ''::text)), ''::text)))) STORED,
    sort_key text GENERATED ALWAYS AS (public.vn_sortkey((name)::text)) STORED COLLATE pg_catalog."C",
    CONSTRAINT organisation_tax_code_is_normalised CHECK (((tax_code IS NULL) OR ((tax_code)::text ~ '^[0-9]{10}(-[0-9]{3})?$'::text)))
);

ALTER TABLE public.startups_organisation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.startups_organisation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.startups_organisationevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    kind_id bigint NOT NULL,
    name character varying(200) NOT NULL,
    slug character varying(80) NOT NULL,
    tax_code character varying(14),
    area_id bigint,
    website character varying(300) NOT NULL,
    summary text NOT NULL,
    source character varying(300) NOT NULL,
    manages_grants boolean NOT NULL,
    is_public boolean NOT NULL,
    is_demo boolean NOT NULL
);

ALTER TABLE public.startups_organisationevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.startups_organisationevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.startups_presentation (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    pitch character varying(160) NOT NULL,
    problem text NOT NULL,
    solution text NOT NULL,
    links character varying(300)[] NOT NULL,
    recognitions character varying(200)[] NOT NULL,
    accepts_messages boolean NOT NULL,
    startup_id bigint NOT NULL
);

ALTER TABLE public.startups_presentation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.startups_presentation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.startups_presentationevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    pitch character varying(160) NOT NULL,
    problem text NOT NULL,
    solution text NOT NULL,
    links character varying(300)[] NOT NULL,
    recognitions character varying(200)[] NOT NULL,
    accepts_messages boolean NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    startup_id bigint NOT NULL
);

ALTER TABLE public.startups_presentationevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.startups_presentationevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.startups_startup (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    kind character varying(12) NOT NULL,
    name character varying(200) NOT NULL,
    slug character varying(80) NOT NULL,
    tax_code character varying(14),
    founded_on date,
    stage_id bigint,
    sector_ids bigint[] NOT NULL,
    area_id bigint,
    address character varying(200) NOT NULL,
    website character varying(300) NOT NULL,
    summary text NOT NULL,
    team_size integer,
    status character varying(12) NOT NULL,
    public_facts character varying(20)[] NOT NULL,
    publication_requested_at timestamp with time zone,
    written_by_id bigint,
    verified_by_id bigint,
    verified_at timestamp with time zone,
    authors bigint[] NOT NULL,
    recheck_since timestamp with time zone,
    support_received character varying(60)[] NOT NULL,
    archived_at timestamp with time zone,
    archived_reason text NOT NULL,
    is_demo boolean NOT NULL,
    name_folded text GENERATED ALWAYS AS (public.vn_fold((name)::text)) STORED,
    search_folded text GENERATED ALWAYS AS (public.vn_fold(((COALESCE(name, ''::character varying))::text || COALESCE((COALESCE(' '::text, ''::text) || COALESCE(summary, ''::text)), ''::text)))) STORED,
    sort_key text GENERATED ALWAYS AS (public.vn_sortkey((name)::text)) STORED COLLATE pg_catalog."C",
    founded_key date GENERATED ALWAYS AS (COALESCE(founded_on, '9999-12-31'::date)) STORED,
    verified_key timestamp with time zone GENERATED ALWAYS AS (COALESCE(verified_at, '9999-12-31 00:00:00+00'::timestamp with time zone)) STORED,
    core_name text GENERATED ALWAYS AS (public.vn_core_name((name)::text)) STORED,
    name_words tsvector GENERATED ALWAYS AS (public.vn_search((name)::text)) STORED,
    search_words tsvector GENERATED ALWAYS AS (public.vn_search(((COALESCE(name, ''::character varying))::text || COALESCE((COALESCE(' '::text, ''::text) || COALESCE(summary, ''::text)), ''::text)))) STORED,
    CONSTRAINT only_an_enterprise_has_a_tax_code CHECK (((((kind)::text = 'enterprise'::text) AND (tax_code IS NOT NULL)) OR ((NOT ((kind)::text = 'enterprise'::text)) AND (tax_code IS NULL)))),
    CONSTRAINT public_startup_was_verified CHECK (((NOT ((status)::text = 'public'::text)) OR (verified_by_id IS NOT NULL))),
    CONSTRAINT startups_startup_team_size_check CHECK ((team_size >= 0)),
    CONSTRAINT tax_code_is_normalised CHECK (((tax_code IS NULL) OR ((tax_code)::text ~ '^[0-9]{10}(-[0-9]{3})?$'::text)))
);
ALTER TABLE ONLY public.startups_startup ALTER COLUMN search_folded SET STATISTICS 1000;

ALTER TABLE public.startups_startup ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.startups_startup_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.startups_startup_sectors (
    id bigint NOT NULL,
    startup_id bigint NOT NULL,
    sector_id bigint NOT NULL
);

ALTER TABLE public.startups_startup_sectors ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.startups_startup_sectors_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.startups_startupevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    pgh_obj_id bigint NOT NULL,
    pgh_context_id uuid,
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    kind character varying(12) NOT NULL,
    name character varying(200) NOT NULL,
    slug character varying(80) NOT NULL,
    tax_code character varying(14),
    founded_on date,
    stage_id bigint,
    area_id bigint,
    address character varying(200) NOT NULL,
    website character varying(300) NOT NULL,
    summary text NOT NULL,
    team_size integer,
    status character varying(12) NOT NULL,
    public_facts character varying(20)[] NOT NULL,
    publication_requested_at timestamp with time zone,
    verified_by_id bigint,
    verified_at timestamp with time zone,
    recheck_since timestamp with time zone,
    support_received character varying(60)[] NOT NULL,
    archived_at timestamp with time zone,
    archived_reason text NOT NULL,
    is_demo boolean NOT NULL,
    CONSTRAINT startups_startupevent_team_size_check CHECK ((team_size >= 0))
);

ALTER TABLE public.startups_startupevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.startups_startupevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.usersessions_usersession (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    ip inet NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    session_key character varying(40) NOT NULL,
    user_agent character varying(200) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.usersessions_usersession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.usersessions_usersession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE ONLY public.lists_job
    ADD CONSTRAINT a_job_is_asked_for_once UNIQUE (by_id, token);

ALTER TABLE ONLY public.lists_bulkrow
    ADD CONSTRAINT a_row_stands_once_in_a_job UNIQUE (job_id, object_id);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_organisationunit
    ADD CONSTRAINT accounts_organisationunit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_organisationunitevent
    ADD CONSTRAINT accounts_organisationunitevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.accounts_rolegrant
    ADD CONSTRAINT accounts_rolegrant_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_rolegrantevent
    ADD CONSTRAINT accounts_rolegrantevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_email_key UNIQUE (email);

ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_userevent
    ADD CONSTRAINT accounts_userevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.grants_contractannex
    ADD CONSTRAINT annex_number_in_contract UNIQUE (contract_id, number);

ALTER TABLE ONLY public.feedback_earlieranswer
    ADD CONSTRAINT answer_is_replaced_once UNIQUE (feedback_id, given_at);

ALTER TABLE ONLY public.questionnaires_lostanswer
    ADD CONSTRAINT answer_of_a_version_lost_once UNIQUE (response_id, questionnaire_version_id, question);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.communication_follower
    ADD CONSTRAINT communication_follower_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.communication_follower
    ADD CONSTRAINT communication_follower_token_key UNIQUE (token);

ALTER TABLE ONLY public.communication_newsitem
    ADD CONSTRAINT communication_newsitem_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.communication_newsitem
    ADD CONSTRAINT communication_newsitem_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.communication_newsitemevent
    ADD CONSTRAINT communication_newsitemevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.core_auditentry
    ADD CONSTRAINT core_auditentry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.core_cachedfigure
    ADD CONSTRAINT core_cachedfigure_pkey PRIMARY KEY (key);

ALTER TABLE ONLY public.core_figurechange
    ADD CONSTRAINT core_figurechange_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.core_measurecell
    ADD CONSTRAINT core_measurecell_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.core_numberseries
    ADD CONSTRAINT core_numberseries_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.core_pagesourcechange
    ADD CONSTRAINT core_pagesourcechange_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.core_storedpage
    ADD CONSTRAINT core_storedpage_pkey PRIMARY KEY (key);

ALTER TABLE ONLY public.core_unfinishedwork
    ADD CONSTRAINT core_unfinishedwork_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);

ALTER TABLE ONLY public.reports_reportingperiod
    ADD CONSTRAINT each_period_once UNIQUE (calendar, kind, starts_on);

ALTER TABLE ONLY public.feedback_earlieranswer
    ADD CONSTRAINT feedback_earlieranswer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.feedback_feedback
    ADD CONSTRAINT feedback_feedback_number_key UNIQUE (number);

ALTER TABLE ONLY public.feedback_feedback
    ADD CONSTRAINT feedback_feedback_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.feedback_feedback
    ADD CONSTRAINT feedback_feedback_token_key UNIQUE (token);

ALTER TABLE ONLY public.feedback_feedbackevent
    ADD CONSTRAINT feedback_feedbackevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.grants_amendment
    ADD CONSTRAINT grants_amendment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.grants_annexchange
    ADD CONSTRAINT grants_annexchange_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.grants_application
    ADD CONSTRAINT grants_application_number_key UNIQUE (number);

ALTER TABLE ONLY public.grants_application
    ADD CONSTRAINT grants_application_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.grants_applicationevent
    ADD CONSTRAINT grants_applicationevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.grants_attachment
    ADD CONSTRAINT grants_attachment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.grants_award
    ADD CONSTRAINT grants_award_application_id_key UNIQUE (application_id);

ALTER TABLE ONLY public.grants_award
    ADD CONSTRAINT grants_award_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.grants_awardevent
    ADD CONSTRAINT grants_awardevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.grants_call_evaluators
    ADD CONSTRAINT grants_call_evaluators_call_id_user_id_d9b2276f_uniq UNIQUE (call_id, user_id);

ALTER TABLE ONLY public.grants_call_evaluators
    ADD CONSTRAINT grants_call_evaluators_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.grants_call
    ADD CONSTRAINT grants_call_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.grants_callevent
    ADD CONSTRAINT grants_callevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.grants_checklistitem
    ADD CONSTRAINT grants_checklistitem_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.grants_checklistitemevent
    ADD CONSTRAINT grants_checklistitemevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.grants_completion
    ADD CONSTRAINT grants_completion_application_id_key UNIQUE (application_id);

ALTER TABLE ONLY public.grants_completion
    ADD CONSTRAINT grants_completion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.grants_completionevent
    ADD CONSTRAINT grants_completionevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.grants_contract
    ADD CONSTRAINT grants_contract_award_id_key UNIQUE (award_id);

ALTER TABLE ONLY public.grants_contract
    ADD CONSTRAINT grants_contract_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.grants_contractannex
    ADD CONSTRAINT grants_contractannex_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.grants_contractevent
    ADD CONSTRAINT grants_contractevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.grants_costline
    ADD CONSTRAINT grants_costline_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.grants_criterion
    ADD CONSTRAINT grants_criterion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.grants_deadlineextension
    ADD CONSTRAINT grants_deadlineextension_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.grants_decisionletter
    ADD CONSTRAINT grants_decisionletter_award_id_key UNIQUE (award_id);

ALTER TABLE ONLY public.grants_decisionletter
    ADD CONSTRAINT grants_decisionletter_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.grants_disbursement
    ADD CONSTRAINT grants_disbursement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.grants_disbursementevent
    ADD CONSTRAINT grants_disbursementevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.grants_planstep
    ADD CONSTRAINT grants_planstep_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.grants_requireddocument
    ADD CONSTRAINT grants_requireddocument_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.grants_reversal
    ADD CONSTRAINT grants_reversal_entry_id_key UNIQUE (entry_id);

ALTER TABLE ONLY public.grants_reversal
    ADD CONSTRAINT grants_reversal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.grants_reversalevent
    ADD CONSTRAINT grants_reversalevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.grants_review
    ADD CONSTRAINT grants_review_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.grants_reviewevent
    ADD CONSTRAINT grants_reviewevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.grants_score
    ADD CONSTRAINT grants_score_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.grants_stepclock
    ADD CONSTRAINT grants_stepclock_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.grants_submission
    ADD CONSTRAINT grants_submission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.grants_tranche
    ADD CONSTRAINT grants_tranche_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.grants_tranche
    ADD CONSTRAINT grants_tranche_response_id_key UNIQUE (response_id);

ALTER TABLE ONLY public.grants_trancheevent
    ADD CONSTRAINT grants_trancheevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.lists_bulkrow
    ADD CONSTRAINT lists_bulkrow_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.lists_defaultview
    ADD CONSTRAINT lists_defaultview_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.lists_job
    ADD CONSTRAINT lists_job_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.lists_savedview
    ADD CONSTRAINT lists_savedview_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reference_loadedrow
    ADD CONSTRAINT loaded_row_is_known_once UNIQUE (kind, key);

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_broadcast
    ADD CONSTRAINT notices_broadcast_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_notification
    ADD CONSTRAINT notices_notification_key_key UNIQUE (key);

ALTER TABLE ONLY public.notices_notification
    ADD CONSTRAINT notices_notification_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_notificationchoice
    ADD CONSTRAINT notices_notificationchoice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_outboxmessage
    ADD CONSTRAINT notices_outboxmessage_key_key UNIQUE (key);

ALTER TABLE ONLY public.notices_outboxmessage
    ADD CONSTRAINT notices_outboxmessage_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_sentreminder
    ADD CONSTRAINT notices_sentreminder_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.questionnaires_answer
    ADD CONSTRAINT one_answer_of_a_question UNIQUE (response_id, question, "row");

ALTER TABLE ONLY public.notices_notificationchoice
    ADD CONSTRAINT one_choice_per_person_and_kind UNIQUE (user_id, kind);

ALTER TABLE ONLY public.reports_contribution
    ADD CONSTRAINT one_contribution_per_unit_and_period UNIQUE (period_id, unit_id);

ALTER TABLE ONLY public.public_pagecount
    ADD CONSTRAINT one_count_per_day_and_kind UNIQUE (day, kind);

ALTER TABLE ONLY public.lists_defaultview
    ADD CONSTRAINT one_default_view_per_person_and_list UNIQUE (user_id, listing);

ALTER TABLE ONLY public.reports_reportfile
    ADD CONSTRAINT one_file_per_format UNIQUE (report_id, format);

ALTER TABLE ONLY public.communication_follower
    ADD CONSTRAINT one_following_per_address_and_choice UNIQUE NULLS NOT DISTINCT (email, stage_id, sector_id);

ALTER TABLE ONLY public.startups_membership
    ADD CONSTRAINT one_membership_per_person UNIQUE (startup_id, user_id);

ALTER TABLE ONLY public.reports_reportfilepart
    ADD CONSTRAINT one_part_per_position UNIQUE (file_id, "position");

ALTER TABLE ONLY public.reports_issuedreport
    ADD CONSTRAINT one_report_per_period_and_version UNIQUE NULLS NOT DISTINCT (period_id, scheme_id, version);

ALTER TABLE ONLY public.grants_checklistitem
    ADD CONSTRAINT one_result_per_item_of_the_checklist UNIQUE (application_id, item);

ALTER TABLE ONLY public.grants_review
    ADD CONSTRAINT one_review_per_evaluator_and_dossier UNIQUE (application_id, evaluator_id);

ALTER TABLE ONLY public.core_unfinishedwork
    ADD CONSTRAINT one_row_per_unfinished_work UNIQUE (kind, key);

ALTER TABLE ONLY public.lists_savedview
    ADD CONSTRAINT one_saved_view_of_a_name_per_list UNIQUE (owner_id, listing, name);

ALTER TABLE ONLY public.grants_score
    ADD CONSTRAINT one_score_per_criterion UNIQUE (review_id, criterion_id);

ALTER TABLE ONLY public.core_numberseries
    ADD CONSTRAINT one_series_per_year UNIQUE (series, year);

ALTER TABLE ONLY public.grants_submission
    ADD CONSTRAINT one_submission_per_sequence UNIQUE (application_id, sequence);

ALTER TABLE ONLY public.reference_historyvalue
    ADD CONSTRAINT one_value_per_source_and_year UNIQUE (series_id, year, source);

ALTER TABLE ONLY public.people_roleinvitation
    ADD CONSTRAINT people_roleinvitation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_roleinvitation
    ADD CONSTRAINT people_roleinvitation_token_key UNIQUE (token);

ALTER TABLE ONLY public.pghistory_context
    ADD CONSTRAINT pghistory_context_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plan_pillar
    ADD CONSTRAINT pillar_number_in_scheme UNIQUE (scheme_id, number);

ALTER TABLE ONLY public.plan_budgetline
    ADD CONSTRAINT plan_budgetline_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plan_budgetlineevent
    ADD CONSTRAINT plan_budgetlineevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.plan_documentrequirement
    ADD CONSTRAINT plan_documentrequirement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plan_documentrequirementevent
    ADD CONSTRAINT plan_documentrequirementevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.plan_indicator
    ADD CONSTRAINT plan_indicator_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plan_indicatorevent
    ADD CONSTRAINT plan_indicatorevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.plan_legaldocument
    ADD CONSTRAINT plan_legaldocument_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plan_legaldocumentevent
    ADD CONSTRAINT plan_legaldocumentevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.plan_measurement
    ADD CONSTRAINT plan_measurement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plan_measurementevent
    ADD CONSTRAINT plan_measurementevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.plan_periodcorrection
    ADD CONSTRAINT plan_periodcorrection_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plan_pillar
    ADD CONSTRAINT plan_pillar_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plan_pillarevent
    ADD CONSTRAINT plan_pillarevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.plan_plannedamount
    ADD CONSTRAINT plan_plannedamount_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plan_plannedamountevent
    ADD CONSTRAINT plan_plannedamountevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.plan_scheme
    ADD CONSTRAINT plan_scheme_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plan_schemeevent
    ADD CONSTRAINT plan_schemeevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.plan_supportpolicy
    ADD CONSTRAINT plan_supportpolicy_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plan_supportpolicy_sectors
    ADD CONSTRAINT plan_supportpolicy_secto_supportpolicy_id_sector__079e15e2_uniq UNIQUE (supportpolicy_id, sector_id);

ALTER TABLE ONLY public.plan_supportpolicy_sectors
    ADD CONSTRAINT plan_supportpolicy_sectors_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plan_supportpolicyevent
    ADD CONSTRAINT plan_supportpolicyevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.plan_target
    ADD CONSTRAINT plan_target_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plan_targetevent
    ADD CONSTRAINT plan_targetevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.plan_timelimit
    ADD CONSTRAINT plan_timelimit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plan_timelimit
    ADD CONSTRAINT plan_timelimit_step_key UNIQUE (step);

ALTER TABLE ONLY public.plan_timelimitevent
    ADD CONSTRAINT plan_timelimitevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.public_countedbatch
    ADD CONSTRAINT public_countedbatch_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.public_pagecount
    ADD CONSTRAINT public_pagecount_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.questionnaires_answer
    ADD CONSTRAINT questionnaires_answer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.questionnaires_answerfile
    ADD CONSTRAINT questionnaires_answerfile_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.questionnaires_lostanswer
    ADD CONSTRAINT questionnaires_lostanswer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.questionnaires_questionnaire
    ADD CONSTRAINT questionnaires_questionnaire_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.questionnaires_questionnaireevent
    ADD CONSTRAINT questionnaires_questionnaireevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.questionnaires_questionnaireresponse
    ADD CONSTRAINT questionnaires_questionnaireresponse_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.questionnaires_questionnaireversion
    ADD CONSTRAINT questionnaires_questionnaireversion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.questionnaires_questionnaireversionevent
    ADD CONSTRAINT questionnaires_questionnaireversionevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.reference_area
    ADD CONSTRAINT reference_area_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reference_areaevent
    ADD CONSTRAINT reference_areaevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.reference_historyseries
    ADD CONSTRAINT reference_historyseries_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reference_historyseriesevent
    ADD CONSTRAINT reference_historyseriesevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.reference_historyvalue
    ADD CONSTRAINT reference_historyvalue_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reference_historyvalueevent
    ADD CONSTRAINT reference_historyvalueevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.reference_holiday
    ADD CONSTRAINT reference_holiday_day_key UNIQUE (day);

ALTER TABLE ONLY public.reference_holiday
    ADD CONSTRAINT reference_holiday_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reference_holidayevent
    ADD CONSTRAINT reference_holidayevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.reference_loadedrow
    ADD CONSTRAINT reference_loadedrow_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reference_sector
    ADD CONSTRAINT reference_sector_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reference_sectorevent
    ADD CONSTRAINT reference_sectorevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.reference_term
    ADD CONSTRAINT reference_term_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reference_termevent
    ADD CONSTRAINT reference_termevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.notices_sentreminder
    ADD CONSTRAINT reminder_is_sent_once_per_event UNIQUE (subject, kind, event);

ALTER TABLE ONLY public.reports_contribution
    ADD CONSTRAINT reports_contribution_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reports_contribution
    ADD CONSTRAINT reports_contribution_response_id_key UNIQUE (response_id);

ALTER TABLE ONLY public.reports_contributionevent
    ADD CONSTRAINT reports_contributionevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.reports_issuedreport
    ADD CONSTRAINT reports_issuedreport_number_key UNIQUE (number);

ALTER TABLE ONLY public.reports_issuedreport
    ADD CONSTRAINT reports_issuedreport_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reports_reportfile
    ADD CONSTRAINT reports_reportfile_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reports_reportfilepart
    ADD CONSTRAINT reports_reportfilepart_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reports_reportingperiod
    ADD CONSTRAINT reports_reportingperiod_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reports_reportingperiodevent
    ADD CONSTRAINT reports_reportingperiodevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.grants_attachment
    ADD CONSTRAINT same_file_once_per_paper UNIQUE (application_id, requirement_id, sha256);

ALTER TABLE ONLY public.feedback_feedback
    ADD CONSTRAINT same_words_of_one_form_are_one_message UNIQUE (key, digest);

ALTER TABLE ONLY public.startups_consent
    ADD CONSTRAINT startups_consent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.startups_consentevent
    ADD CONSTRAINT startups_consentevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.startups_formeraddress
    ADD CONSTRAINT startups_formeraddress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.startups_fundinground
    ADD CONSTRAINT startups_fundinground_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.startups_fundingroundevent
    ADD CONSTRAINT startups_fundingroundevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.startups_invitation
    ADD CONSTRAINT startups_invitation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.startups_invitation
    ADD CONSTRAINT startups_invitation_token_key UNIQUE (token);

ALTER TABLE ONLY public.startups_logo
    ADD CONSTRAINT startups_logo_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.startups_logo
    ADD CONSTRAINT startups_logo_startup_id_key UNIQUE (startup_id);

ALTER TABLE ONLY public.startups_logoevent
    ADD CONSTRAINT startups_logoevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.startups_membership
    ADD CONSTRAINT startups_membership_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.startups_membershipevent
    ADD CONSTRAINT startups_membershipevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.startups_organisation
    ADD CONSTRAINT startups_organisation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.startups_organisation
    ADD CONSTRAINT startups_organisation_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.startups_organisation
    ADD CONSTRAINT startups_organisation_tax_code_key UNIQUE (tax_code);

ALTER TABLE ONLY public.startups_organisationevent
    ADD CONSTRAINT startups_organisationevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.startups_presentation
    ADD CONSTRAINT startups_presentation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.startups_presentation
    ADD CONSTRAINT startups_presentation_startup_id_key UNIQUE (startup_id);

ALTER TABLE ONLY public.startups_presentationevent
    ADD CONSTRAINT startups_presentationevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.startups_startup
    ADD CONSTRAINT startups_startup_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.startups_startup_sectors
    ADD CONSTRAINT startups_startup_sectors_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.startups_startup_sectors
    ADD CONSTRAINT startups_startup_sectors_startup_id_sector_id_da6e52de_uniq UNIQUE (startup_id, sector_id);

ALTER TABLE ONLY public.startups_startup
    ADD CONSTRAINT startups_startup_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.startups_startup
    ADD CONSTRAINT startups_startup_tax_code_key UNIQUE (tax_code);

ALTER TABLE ONLY public.startups_startupevent
    ADD CONSTRAINT startups_startupevent_pkey PRIMARY KEY (pgh_id);

ALTER TABLE ONLY public.grants_tranche
    ADD CONSTRAINT tranche_number_in_contract UNIQUE (contract_id, number);

ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_session_key_key UNIQUE (session_key);

ALTER TABLE ONLY public.questionnaires_questionnaireversion
    ADD CONSTRAINT version_number_in_questionnaire UNIQUE (questionnaire_id, number);

CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);

CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);

CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);

CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);

CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);

CREATE INDEX accounts_organisationunit_code_0a48a720 ON public.accounts_organisationunit USING btree (code);

CREATE INDEX accounts_organisationunit_code_0a48a720_like ON public.accounts_organisationunit USING btree (code varchar_pattern_ops);

CREATE INDEX accounts_organisationunit_successor_id_1fb8f647 ON public.accounts_organisationunit USING btree (successor_id);

CREATE INDEX accounts_organisationunitevent_pgh_context_id_6dc69017 ON public.accounts_organisationunitevent USING btree (pgh_context_id);

CREATE INDEX accounts_organisationunitevent_pgh_obj_id_1845a8e8 ON public.accounts_organisationunitevent USING btree (pgh_obj_id);

CREATE INDEX accounts_organisationunitevent_successor_id_d97bffb5 ON public.accounts_organisationunitevent USING btree (successor_id);

CREATE INDEX accounts_rolegrant_granted_by_id_7c2165d8 ON public.accounts_rolegrant USING btree (granted_by_id);

CREATE INDEX accounts_rolegrant_revoked_by_id_2c5ca284 ON public.accounts_rolegrant USING btree (revoked_by_id);

CREATE INDEX accounts_rolegrant_unit_id_1b9f49ba ON public.accounts_rolegrant USING btree (unit_id);

CREATE INDEX accounts_rolegrant_user_id_0601f056 ON public.accounts_rolegrant USING btree (user_id);

CREATE INDEX accounts_rolegrantevent_granted_by_id_48a6163e ON public.accounts_rolegrantevent USING btree (granted_by_id);

CREATE INDEX accounts_rolegrantevent_pgh_context_id_6e4bb782 ON public.accounts_rolegrantevent USING btree (pgh_context_id);

CREATE INDEX accounts_rolegrantevent_pgh_obj_id_ebc935c8 ON public.accounts_rolegrantevent USING btree (pgh_obj_id);

CREATE INDEX accounts_rolegrantevent_revoked_by_id_d7ee85df ON public.accounts_rolegrantevent USING btree (revoked_by_id);

CREATE INDEX accounts_rolegrantevent_unit_id_0399145c ON public.accounts_rolegrantevent USING btree (unit_id);

CREATE INDEX accounts_rolegrantevent_user_id_2bf36393 ON public.accounts_rolegrantevent USING btree (user_id);

CREATE INDEX accounts_user_email_b2644a56_like ON public.accounts_user USING btree (email varchar_pattern_ops);

CREATE INDEX accounts_userevent_pgh_context_id_9043cf9a ON public.accounts_userevent USING btree (pgh_context_id);

CREATE INDEX accounts_userevent_pgh_obj_id_aa99e6a3 ON public.accounts_userevent USING btree (pgh_obj_id);

CREATE INDEX answer_by_number ON public.questionnaires_answer USING btree (question, number) WHERE (number IS NOT NULL);

CREATE INDEX answer_by_text ON public.questionnaires_answer USING btree (question, text) WHERE (text IS NOT NULL);

CREATE INDEX application_by_title ON public.grants_application USING gin (public.vn_fold((title)::text) public.gin_trgm_ops);

CREATE INDEX application_call_status ON public.grants_application USING btree (call_id, status, id);

CREATE INDEX application_due ON public.grants_application USING btree (due_on, id) WHERE (due_on IS NOT NULL);

CREATE INDEX application_filters ON public.grants_application USING gin (search_folded public.gin_trgm_ops, status, holder, call_id, kind, area_id, in_charge_id, sector_ids);

CREATE INDEX application_in_due_order ON public.grants_application USING btree (due_key, id) INCLUDE (call_id, status, startup_id, submitted_at, holder, kind, area_id, in_charge_id, sector_ids);

CREATE INDEX application_in_number_order ON public.grants_application USING btree (number_key, id) INCLUDE (call_id, status, startup_id, submitted_at, holder, kind, area_id, in_charge_id, sector_ids);

CREATE INDEX application_in_order ON public.grants_application USING btree (id) INCLUDE (call_id, status, startup_id, submitted_at, holder, kind, area_id, in_charge_id, sector_ids);

CREATE INDEX application_in_sending_order ON public.grants_application USING btree (sent_key, id) INCLUDE (call_id, status, startup_id, submitted_at, holder, kind, area_id, in_charge_id, sector_ids);

CREATE INDEX application_in_sent_order ON public.grants_application USING btree (submitted_at, id);

CREATE INDEX application_in_startup_order ON public.grants_application USING btree (startup_key, id) INCLUDE (call_id, status, startup_id, submitted_at, holder, kind, area_id, in_charge_id, sector_ids);

CREATE INDEX application_in_sum_order ON public.grants_application USING btree (requested, id) INCLUDE (call_id, status, startup_id, submitted_at, holder, kind, area_id, in_charge_id, sector_ids);

CREATE INDEX application_in_title_order ON public.grants_application USING btree (sort_key, id) INCLUDE (call_id, status, startup_id, submitted_at, holder, kind, area_id, in_charge_id, sector_ids);

CREATE INDEX application_of_area ON public.grants_application USING btree (area_id, id);

CREATE INDEX application_of_call ON public.grants_application USING btree (call_id, id) INCLUDE (status, startup_id, submitted_at);

CREATE INDEX application_open_charge ON public.grants_application USING btree (in_charge_id, call_id) WHERE ((in_charge_id IS NOT NULL) AND (NOT ((status)::text = ANY ((ARRAY['closed'::character varying, 'rejected'::character varying, 'stopped'::character varying, 'withdrawn'::character varying])::text[]))));

CREATE INDEX application_pending ON public.grants_application USING btree (due_on, id) WHERE ((status)::text = ANY ((ARRAY['accepted'::character varying, 'approved'::character varying, 'checking'::character varying, 'confirming'::character varying, 'evaluating'::character varying, 'proposed'::character varying, 'returned'::character varying, 'submitted'::character varying])::text[]));

CREATE INDEX application_same_title ON public.grants_application USING btree (public.vn_fold((title)::text));

CREATE INDEX application_search_words ON public.grants_application USING gin (search_words);

CREATE INDEX application_status_id ON public.grants_application USING btree (status, id) INCLUDE (call_id, startup_id, submitted_at, holder, kind, area_id, in_charge_id, sector_ids);

CREATE INDEX application_title_words ON public.grants_application USING gin (title_words);

CREATE INDEX application_with_holder ON public.grants_application USING btree (holder, id);

CREATE UNIQUE INDEX area_code_once ON public.reference_area USING btree (public.identifier_key((code)::text));

CREATE INDEX area_words ON public.reference_area USING gin (public.vn_search((((full_name)::text || ' '::text) || (full_name_en)::text)));

CREATE INDEX audit_entry_of_record ON public.core_auditentry USING btree (model, object_id, id);

CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);

CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);

CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);

CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);

CREATE INDEX award_approved_of_line ON public.grants_award USING btree (budget_line_id, decided_at) WHERE ((status)::text = 'approved'::text);

CREATE INDEX award_approved_of_startup ON public.grants_award USING btree (startup_id, decided_at) WHERE ((status)::text = 'approved'::text);

CREATE INDEX award_approved_when ON public.grants_award USING btree (decided_at, id) INCLUDE (budget_line_id, call_id) WHERE ((status)::text = 'approved'::text);

CREATE INDEX award_by_decision_number ON public.grants_award USING gin (public.vn_fold((decision_number)::text) public.gin_trgm_ops);

CREATE INDEX award_by_end_reason ON public.grants_award USING btree (end_reason, id);

CREATE INDEX award_filters ON public.grants_award USING gin (search_folded public.gin_trgm_ops, status, call_id, budget_line_id, end_reason);

CREATE INDEX award_in_decision_key_order ON public.grants_award USING btree (decided_key, id);

CREATE INDEX award_in_number_order ON public.grants_award USING btree (number_key, id);

CREATE INDEX award_in_order_of_decision ON public.grants_award USING btree (decided_at, id);

CREATE INDEX award_in_startup_order ON public.grants_award USING btree (startup_key, id);

CREATE INDEX award_in_sum_order ON public.grants_award USING btree (amount, id);

CREATE INDEX award_line_status ON public.grants_award USING btree (budget_line_id, status);

CREATE INDEX award_of_call ON public.grants_award USING btree (call_id, id);

CREATE INDEX award_of_line ON public.grants_award USING btree (budget_line_id, id);

CREATE INDEX award_status_id ON public.grants_award USING btree (status, id);

CREATE INDEX broadcast_waiting ON public.notices_broadcast USING btree (id) WHERE (finished_at IS NULL);

CREATE INDEX budget_in_granted_order ON public.plan_budgetline USING btree (granted, id);

CREATE INDEX budget_in_name_order ON public.plan_budgetline USING btree (sort_key, id);

CREATE INDEX budget_in_paid_order ON public.plan_budgetline USING btree (paid, id);

CREATE INDEX budget_in_planned_order ON public.plan_budgetline USING btree (planned, id);

CREATE INDEX budget_in_year_order ON public.plan_budgetline USING btree (year, id);

CREATE UNIQUE INDEX budget_line_code_once ON public.plan_budgetline USING btree (public.identifier_key((code)::text));

CREATE UNIQUE INDEX call_code_once ON public.grants_call USING btree (public.identifier_key((code)::text));

CREATE INDEX call_name_words ON public.grants_call USING gin (public.vn_search((((name)::text || ' '::text) || (name_en)::text)));

CREATE INDEX call_words ON public.grants_call USING gin (public.vn_search((((((((name)::text || ' '::text) || (name_en)::text) || ' '::text) || summary) || ' '::text) || summary_en)));

CREATE INDEX communication_follower_sector_id_9c85f0c2 ON public.communication_follower USING btree (sector_id);

CREATE INDEX communication_follower_stage_id_769aec94 ON public.communication_follower USING btree (stage_id);

CREATE INDEX communication_follower_token_14c3e6ba_like ON public.communication_follower USING btree (token varchar_pattern_ops);

CREATE INDEX communication_newsitem_created_by_id_ef8b7aea ON public.communication_newsitem USING btree (created_by_id);

CREATE INDEX communication_newsitem_pillar_id_76816094 ON public.communication_newsitem USING btree (pillar_id);

CREATE INDEX communication_newsitem_slug_950a0fa6_like ON public.communication_newsitem USING btree (slug varchar_pattern_ops);

CREATE INDEX communication_newsitemevent_created_by_id_e374b1e5 ON public.communication_newsitemevent USING btree (created_by_id);

CREATE INDEX communication_newsitemevent_pgh_context_id_78396f43 ON public.communication_newsitemevent USING btree (pgh_context_id);

CREATE INDEX communication_newsitemevent_pgh_obj_id_409a62e2 ON public.communication_newsitemevent USING btree (pgh_obj_id);

CREATE INDEX communication_newsitemevent_pillar_id_62a64b05 ON public.communication_newsitemevent USING btree (pillar_id);

CREATE INDEX contract_by_number ON public.grants_contract USING gin (public.vn_fold((number)::text) public.gin_trgm_ops);

CREATE UNIQUE INDEX contract_number_once ON public.grants_contract USING btree (public.identifier_key((number)::text));

CREATE INDEX core_auditentry_by_id_4099fa55 ON public.core_auditentry USING btree (by_id);

CREATE INDEX core_cachedfigure_key_b941deff_like ON public.core_cachedfigure USING btree (key varchar_pattern_ops);

CREATE INDEX core_storedpage_key_a8f22910_like ON public.core_storedpage USING btree (key varchar_pattern_ops);

CREATE INDEX correction_by_days ON public.plan_periodcorrection USING btree (starts_on, ends_on);

CREATE UNIQUE INDEX criterion_code_in_call ON public.grants_criterion USING btree (call_id, public.identifier_key((code)::text));

CREATE UNIQUE INDEX decision_number_once_a_year ON public.grants_award USING btree (public.identifier_key((decision_number)::text), EXTRACT(year FROM (decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh'::text))) WHERE (NOT ((decision_number)::text = ''::text));

CREATE INDEX disbursement_by_reference ON public.grants_disbursement USING gin (public.vn_fold((reference)::text) public.gin_trgm_ops);

CREATE INDEX disbursement_of_line ON public.grants_disbursement USING btree (budget_line_id, id);

CREATE INDEX disbursement_paid_on ON public.grants_disbursement USING btree (paid_on, id);

CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);

CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);

CREATE INDEX extension_of_startup ON public.grants_deadlineextension USING btree (call_id, startup_id, id DESC);

CREATE INDEX feedback_due ON public.feedback_feedback USING btree (due_on, id) WHERE ((status)::text = ANY ((ARRAY['received'::character varying, 'in_progress'::character varying])::text[]));

CREATE INDEX feedback_earlieranswer_feedback_id_c083fa9e ON public.feedback_earlieranswer USING btree (feedback_id);

CREATE INDEX feedback_earlieranswer_given_by_id_7e0223cf ON public.feedback_earlieranswer USING btree (given_by_id);

CREATE INDEX feedback_feedback_handler_id_2dec15b7 ON public.feedback_feedback USING btree (handler_id);

CREATE INDEX feedback_feedback_number_04235ef3_like ON public.feedback_feedback USING btree (number varchar_pattern_ops);

CREATE INDEX feedback_feedback_token_fbfe8899_like ON public.feedback_feedback USING btree (token varchar_pattern_ops);

CREATE INDEX feedback_feedback_unit_id_eaae93bb ON public.feedback_feedback USING btree (unit_id);

CREATE INDEX feedback_feedbackevent_handler_id_01dc244a ON public.feedback_feedbackevent USING btree (handler_id);

CREATE INDEX feedback_feedbackevent_pgh_context_id_7b3b1e46 ON public.feedback_feedbackevent USING btree (pgh_context_id);

CREATE INDEX feedback_feedbackevent_pgh_obj_id_10b7a56e ON public.feedback_feedbackevent USING btree (pgh_obj_id);

CREATE INDEX feedback_feedbackevent_unit_id_f3d3304d ON public.feedback_feedbackevent USING btree (unit_id);

CREATE INDEX feedback_in_desk_order ON public.feedback_feedback USING btree (desk_key, id);

CREATE INDEX feedback_in_number_order ON public.feedback_feedback USING btree (number_key, id);

CREATE INDEX feedback_in_order_of_answer ON public.feedback_feedback USING btree (answered_key, id);

CREATE INDEX feedback_in_state_order ON public.feedback_feedback USING btree (status, desk_key, id);

CREATE INDEX feedback_in_subject_order ON public.feedback_feedback USING btree (sort_key, id);

CREATE INDEX feedback_received ON public.feedback_feedback USING btree (created_at);

CREATE INDEX feedback_same_subject ON public.feedback_feedback USING btree (public.vn_fold((subject)::text));

CREATE INDEX feedback_search ON public.feedback_feedback USING gin (search_folded public.gin_trgm_ops);

CREATE INDEX feedback_search_words ON public.feedback_feedback USING gin (search_words);

CREATE INDEX feedback_subject_words ON public.feedback_feedback USING gin (subject_words);

CREATE INDEX grants_amendment_call_id_385e346f ON public.grants_amendment USING btree (call_id);

CREATE INDEX grants_amendment_made_by_id_be622903 ON public.grants_amendment USING btree (made_by_id);

CREATE INDEX grants_annexchange_annex_id_4c21ad20 ON public.grants_annexchange USING btree (annex_id);

CREATE INDEX grants_annexchange_tranche_id_dc41dbad ON public.grants_annexchange USING btree (tranche_id);

CREATE INDEX grants_application_call_id_eacdfed4 ON public.grants_application USING btree (call_id);

CREATE INDEX grants_application_created_by_id_82e91fbb ON public.grants_application USING btree (created_by_id);

CREATE INDEX grants_application_edited_by_id_f7c1dc98 ON public.grants_application USING btree (edited_by_id);

CREATE INDEX grants_application_found_invalid_by_id_f24d23ab ON public.grants_application USING btree (found_invalid_by_id);

CREATE INDEX grants_application_in_charge_id_dc1b2f2d ON public.grants_application USING btree (in_charge_id);

CREATE INDEX grants_application_invalid_confirmed_by_id_8f823c2b ON public.grants_application USING btree (invalid_confirmed_by_id);

CREATE INDEX grants_application_number_4a9c8270_like ON public.grants_application USING btree (number varchar_pattern_ops);

CREATE INDEX grants_application_startup_id_641b2c93 ON public.grants_application USING btree (startup_id);

CREATE INDEX grants_application_submitted_by_id_49dfef21 ON public.grants_application USING btree (submitted_by_id);

CREATE INDEX grants_applicationevent_call_id_33e295dc ON public.grants_applicationevent USING btree (call_id);

CREATE INDEX grants_applicationevent_created_by_id_a0dc7d0a ON public.grants_applicationevent USING btree (created_by_id);

CREATE INDEX grants_applicationevent_edited_by_id_dbb09a89 ON public.grants_applicationevent USING btree (edited_by_id);

CREATE INDEX grants_applicationevent_found_invalid_by_id_098e20f6 ON public.grants_applicationevent USING btree (found_invalid_by_id);

CREATE INDEX grants_applicationevent_in_charge_id_d01c5c28 ON public.grants_applicationevent USING btree (in_charge_id);

CREATE INDEX grants_applicationevent_invalid_confirmed_by_id_79818db3 ON public.grants_applicationevent USING btree (invalid_confirmed_by_id);

CREATE INDEX grants_applicationevent_pgh_context_id_277c96d0 ON public.grants_applicationevent USING btree (pgh_context_id);

CREATE INDEX grants_applicationevent_pgh_obj_id_fe7fc34f ON public.grants_applicationevent USING btree (pgh_obj_id);

CREATE INDEX grants_applicationevent_startup_id_d87534da ON public.grants_applicationevent USING btree (startup_id);

CREATE INDEX grants_applicationevent_submitted_by_id_62ff6caa ON public.grants_applicationevent USING btree (submitted_by_id);

CREATE INDEX grants_attachment_application_id_a040e783 ON public.grants_attachment USING btree (application_id);

CREATE INDEX grants_attachment_requirement_id_8ef063a3 ON public.grants_attachment USING btree (requirement_id);

CREATE INDEX grants_attachment_uploaded_by_id_b663b177 ON public.grants_attachment USING btree (uploaded_by_id);

CREATE INDEX grants_award_area_id_6249cff6 ON public.grants_award USING btree (area_id);

CREATE INDEX grants_award_budget_line_id_a8539f81 ON public.grants_award USING btree (budget_line_id);

CREATE INDEX grants_award_decided_by_id_6c42c573 ON public.grants_award USING btree (decided_by_id);

CREATE INDEX grants_award_offer_accepted_by_id_0f0d23fa ON public.grants_award USING btree (offer_accepted_by_id);

CREATE INDEX grants_award_proposed_by_id_e512969b ON public.grants_award USING btree (proposed_by_id);

CREATE INDEX grants_award_recipient_id_ae025386 ON public.grants_award USING btree (recipient_id);

CREATE INDEX grants_awardevent_application_id_af198fc9 ON public.grants_awardevent USING btree (application_id);

CREATE INDEX grants_awardevent_area_id_bb640aeb ON public.grants_awardevent USING btree (area_id);

CREATE INDEX grants_awardevent_budget_line_id_706fae8d ON public.grants_awardevent USING btree (budget_line_id);

CREATE INDEX grants_awardevent_decided_by_id_d7af604a ON public.grants_awardevent USING btree (decided_by_id);

CREATE INDEX grants_awardevent_offer_accepted_by_id_4ef50c7f ON public.grants_awardevent USING btree (offer_accepted_by_id);

CREATE INDEX grants_awardevent_pgh_context_id_6445d165 ON public.grants_awardevent USING btree (pgh_context_id);

CREATE INDEX grants_awardevent_pgh_obj_id_39174851 ON public.grants_awardevent USING btree (pgh_obj_id);

CREATE INDEX grants_awardevent_proposed_by_id_5217bff7 ON public.grants_awardevent USING btree (proposed_by_id);

CREATE INDEX grants_awardevent_recipient_id_0843eaae ON public.grants_awardevent USING btree (recipient_id);

CREATE INDEX grants_call_budget_line_id_60c0478f ON public.grants_call USING btree (budget_line_id);

CREATE INDEX grants_call_code_08b0f848 ON public.grants_call USING btree (code);

CREATE INDEX grants_call_code_08b0f848_like ON public.grants_call USING btree (code varchar_pattern_ops);

CREATE INDEX grants_call_evaluators_call_id_ac81efc7 ON public.grants_call_evaluators USING btree (call_id);

CREATE INDEX grants_call_evaluators_user_id_343dc9cc ON public.grants_call_evaluators USING btree (user_id);

CREATE INDEX grants_call_policy_id_c8c8f74c ON public.grants_call USING btree (policy_id);

CREATE INDEX grants_call_report_questionnaire_id_a77b8094 ON public.grants_call USING btree (report_questionnaire_id);

CREATE INDEX grants_call_stage_id_d23a8805 ON public.grants_call USING btree (stage_id);

CREATE INDEX grants_call_unit_id_62fb5fa2 ON public.grants_call USING btree (unit_id);

CREATE INDEX grants_callevent_budget_line_id_4f947564 ON public.grants_callevent USING btree (budget_line_id);

CREATE INDEX grants_callevent_pgh_context_id_62e59709 ON public.grants_callevent USING btree (pgh_context_id);

CREATE INDEX grants_callevent_pgh_obj_id_50958699 ON public.grants_callevent USING btree (pgh_obj_id);

CREATE INDEX grants_callevent_policy_id_86872edc ON public.grants_callevent USING btree (policy_id);

CREATE INDEX grants_callevent_report_questionnaire_id_773fb55b ON public.grants_callevent USING btree (report_questionnaire_id);

CREATE INDEX grants_callevent_stage_id_460f2b05 ON public.grants_callevent USING btree (stage_id);

CREATE INDEX grants_callevent_unit_id_2326d713 ON public.grants_callevent USING btree (unit_id);

CREATE INDEX grants_checklistitem_application_id_92d06282 ON public.grants_checklistitem USING btree (application_id);

CREATE INDEX grants_checklistitem_checked_by_id_a1388d58 ON public.grants_checklistitem USING btree (checked_by_id);

CREATE INDEX grants_checklistitemevent_application_id_25696f68 ON public.grants_checklistitemevent USING btree (application_id);

CREATE INDEX grants_checklistitemevent_checked_by_id_19dc2457 ON public.grants_checklistitemevent USING btree (checked_by_id);

CREATE INDEX grants_checklistitemevent_pgh_context_id_9bb3964d ON public.grants_checklistitemevent USING btree (pgh_context_id);

CREATE INDEX grants_checklistitemevent_pgh_obj_id_ee199e61 ON public.grants_checklistitemevent USING btree (pgh_obj_id);

CREATE INDEX grants_completionevent_application_id_58f82163 ON public.grants_completionevent USING btree (application_id);

CREATE INDEX grants_completionevent_pgh_context_id_25cc5af1 ON public.grants_completionevent USING btree (pgh_context_id);

CREATE INDEX grants_completionevent_pgh_obj_id_4d108cde ON public.grants_completionevent USING btree (pgh_obj_id);

CREATE INDEX grants_contract_signed_by_id_10b8f5d1 ON public.grants_contract USING btree (signed_by_id);

CREATE INDEX grants_contractannex_contract_id_106a3dda ON public.grants_contractannex USING btree (contract_id);

CREATE INDEX grants_contractannex_recorded_by_id_bb78623c ON public.grants_contractannex USING btree (recorded_by_id);

CREATE INDEX grants_contractevent_award_id_f7504040 ON public.grants_contractevent USING btree (award_id);

CREATE INDEX grants_contractevent_pgh_context_id_8cb5e108 ON public.grants_contractevent USING btree (pgh_context_id);

CREATE INDEX grants_contractevent_pgh_obj_id_b217a78d ON public.grants_contractevent USING btree (pgh_obj_id);

CREATE INDEX grants_contractevent_signed_by_id_8d564fd9 ON public.grants_contractevent USING btree (signed_by_id);

CREATE INDEX grants_costline_application_id_9152a126 ON public.grants_costline USING btree (application_id);

CREATE INDEX grants_criterion_call_id_6dbec441 ON public.grants_criterion USING btree (call_id);

CREATE INDEX grants_criterion_code_9707c8c6 ON public.grants_criterion USING btree (code);

CREATE INDEX grants_criterion_code_9707c8c6_like ON public.grants_criterion USING btree (code varchar_pattern_ops);

CREATE INDEX grants_deadlineextension_call_id_b0ce055f ON public.grants_deadlineextension USING btree (call_id);

CREATE INDEX grants_deadlineextension_granted_by_id_249ab084 ON public.grants_deadlineextension USING btree (granted_by_id);

CREATE INDEX grants_deadlineextension_startup_id_7c6e7ce5 ON public.grants_deadlineextension USING btree (startup_id);

CREATE INDEX grants_disbursement_paid_by_id_193a4654 ON public.grants_disbursement USING btree (paid_by_id);

CREATE INDEX grants_disbursement_reverses_id_54858d38 ON public.grants_disbursement USING btree (reverses_id);

CREATE INDEX grants_disbursement_tranche_id_b944d5a4 ON public.grants_disbursement USING btree (tranche_id);

CREATE INDEX grants_disbursementevent_paid_by_id_1d33428b ON public.grants_disbursementevent USING btree (paid_by_id);

CREATE INDEX grants_disbursementevent_pgh_context_id_e2048709 ON public.grants_disbursementevent USING btree (pgh_context_id);

CREATE INDEX grants_disbursementevent_pgh_obj_id_ea5ce296 ON public.grants_disbursementevent USING btree (pgh_obj_id);

CREATE INDEX grants_disbursementevent_reverses_id_f1c7c515 ON public.grants_disbursementevent USING btree (reverses_id);

CREATE INDEX grants_disbursementevent_tranche_id_6009c1b2 ON public.grants_disbursementevent USING btree (tranche_id);

CREATE INDEX grants_planstep_application_id_aa5e233b ON public.grants_planstep USING btree (application_id);

CREATE INDEX grants_requireddocument_call_id_c10a4acf ON public.grants_requireddocument USING btree (call_id);

CREATE INDEX grants_requireddocument_code_70d99f00 ON public.grants_requireddocument USING btree (code);

CREATE INDEX grants_requireddocument_code_70d99f00_like ON public.grants_requireddocument USING btree (code varchar_pattern_ops);

CREATE INDEX grants_reversal_decided_by_id_d6e059c0 ON public.grants_reversal USING btree (decided_by_id);

CREATE INDEX grants_reversal_payment_id_6a5a747f ON public.grants_reversal USING btree (payment_id);

CREATE INDEX grants_reversal_requested_by_id_c332d225 ON public.grants_reversal USING btree (requested_by_id);

CREATE INDEX grants_reversalevent_decided_by_id_faa83b25 ON public.grants_reversalevent USING btree (decided_by_id);

CREATE INDEX grants_reversalevent_entry_id_a4530c7f ON public.grants_reversalevent USING btree (entry_id);

CREATE INDEX grants_reversalevent_payment_id_4ff8279c ON public.grants_reversalevent USING btree (payment_id);

CREATE INDEX grants_reversalevent_pgh_context_id_2ccc2d80 ON public.grants_reversalevent USING btree (pgh_context_id);

CREATE INDEX grants_reversalevent_pgh_obj_id_9f983e39 ON public.grants_reversalevent USING btree (pgh_obj_id);

CREATE INDEX grants_reversalevent_requested_by_id_3bb8b2d3 ON public.grants_reversalevent USING btree (requested_by_id);

CREATE INDEX grants_review_application_id_ae46da23 ON public.grants_review USING btree (application_id);

CREATE INDEX grants_review_assigned_by_id_807ddb26 ON public.grants_review USING btree (assigned_by_id);

CREATE INDEX grants_review_evaluator_id_350f5adc ON public.grants_review USING btree (evaluator_id);

CREATE INDEX grants_reviewevent_application_id_a18a3a7e ON public.grants_reviewevent USING btree (application_id);

CREATE INDEX grants_reviewevent_assigned_by_id_e00e02a1 ON public.grants_reviewevent USING btree (assigned_by_id);

CREATE INDEX grants_reviewevent_evaluator_id_1964bd3d ON public.grants_reviewevent USING btree (evaluator_id);

CREATE INDEX grants_reviewevent_pgh_context_id_30b3e53d ON public.grants_reviewevent USING btree (pgh_context_id);

CREATE INDEX grants_reviewevent_pgh_obj_id_e87486ed ON public.grants_reviewevent USING btree (pgh_obj_id);

CREATE INDEX grants_score_criterion_id_6dbf74e6 ON public.grants_score USING btree (criterion_id);

CREATE INDEX grants_score_review_id_b5b61f07 ON public.grants_score USING btree (review_id);

CREATE INDEX grants_stepclock_application_id_7d130f82 ON public.grants_stepclock USING btree (application_id);

CREATE INDEX grants_submission_application_id_ab14ad7f ON public.grants_submission USING btree (application_id);

CREATE INDEX grants_submission_sent_by_id_857cfd31 ON public.grants_submission USING btree (sent_by_id);

CREATE INDEX grants_tranche_accepted_by_id_4eb492c6 ON public.grants_tranche USING btree (accepted_by_id);

CREATE INDEX grants_tranche_contract_id_fa6a3869 ON public.grants_tranche USING btree (contract_id);

CREATE INDEX grants_tranche_reported_by_id_eaf98d80 ON public.grants_tranche USING btree (reported_by_id);

CREATE INDEX grants_trancheevent_accepted_by_id_43cf9881 ON public.grants_trancheevent USING btree (accepted_by_id);

CREATE INDEX grants_trancheevent_contract_id_94dbbf96 ON public.grants_trancheevent USING btree (contract_id);

CREATE INDEX grants_trancheevent_pgh_context_id_6ebf5a7b ON public.grants_trancheevent USING btree (pgh_context_id);

CREATE INDEX grants_trancheevent_pgh_obj_id_28d6422d ON public.grants_trancheevent USING btree (pgh_obj_id);

CREATE INDEX grants_trancheevent_reported_by_id_d1c5eb32 ON public.grants_trancheevent USING btree (reported_by_id);

CREATE INDEX grants_trancheevent_response_id_212201c1 ON public.grants_trancheevent USING btree (response_id);

CREATE UNIQUE INDEX indicator_code_in_scheme ON public.plan_indicator USING btree (scheme_id, public.identifier_key((code)::text));

CREATE INDEX indicator_words ON public.plan_indicator USING gin (public.vn_search((((name)::text || ' '::text) || (name_en)::text)));

CREATE INDEX invitation_in_order_of_end ON public.people_roleinvitation USING btree (expires_at, id);

CREATE INDEX job_of_person ON public.lists_job USING btree (by_id, id DESC);

CREATE INDEX job_still_open ON public.lists_job USING btree (requested_at) WHERE ((status)::text = ANY ((ARRAY['waiting'::character varying, 'running'::character varying])::text[]));

CREATE INDEX job_with_a_file ON public.lists_job USING btree (finished_at) WHERE (NOT ((file)::text = ''::text));

CREATE UNIQUE INDEX legal_document_code_once ON public.plan_legaldocument USING btree (public.identifier_key((code)::text));

CREATE UNIQUE INDEX legal_document_number_is_unique ON public.plan_legaldocument USING btree (kind, public.identifier_key((number)::text)) WHERE (NOT ((number)::text = ''::text));

CREATE INDEX lists_bulkrow_job_id_d175f239 ON public.lists_bulkrow USING btree (job_id);

CREATE INDEX lists_defaultview_user_id_16a26e94 ON public.lists_defaultview USING btree (user_id);

CREATE INDEX lists_defaultview_view_id_3db356c3 ON public.lists_defaultview USING btree (view_id);

CREATE INDEX lists_job_by_id_a965fa96 ON public.lists_job USING btree (by_id);

CREATE INDEX lists_savedview_owner_id_77dd892f ON public.lists_savedview USING btree (owner_id);

CREATE INDEX measure_cell_of_group ON public.core_measurecell USING btree (measure, cube, since, dims);

CREATE INDEX measure_cell_to_fold ON public.core_measurecell USING btree (id) WHERE (NOT is_folded);

CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);

CREATE INDEX news_in_changed_order ON public.communication_newsitem USING btree (updated_at, id);

CREATE INDEX news_in_published_order ON public.communication_newsitem USING btree (published_key, id);

CREATE INDEX news_in_state_order ON public.communication_newsitem USING btree (status, id);

CREATE INDEX news_in_title_order ON public.communication_newsitem USING btree (sort_key, id);

CREATE INDEX news_public ON public.communication_newsitem USING btree (published_at DESC, id DESC) WHERE ((status)::text = 'published'::text);

CREATE INDEX news_search ON public.communication_newsitem USING gin (search_folded public.gin_trgm_ops);

CREATE INDEX news_words ON public.communication_newsitem USING gin (public.vn_search((((((((title)::text || ' '::text) || (title_en)::text) || ' '::text) || (summary)::text) || ' '::text) || (summary_en)::text)));

CREATE INDEX notices_notification_key_01e67c6e_like ON public.notices_notification USING btree (key varchar_pattern_ops);

CREATE INDEX notices_notification_user_id_ed60d7ae ON public.notices_notification USING btree (user_id);

CREATE INDEX notices_notificationchoice_user_id_7fd541ec ON public.notices_notificationchoice USING btree (user_id);

CREATE INDEX notices_outboxmessage_key_2d5199c7_like ON public.notices_outboxmessage USING btree (key varchar_pattern_ops);

CREATE INDEX notification_of_person ON public.notices_notification USING btree (user_id, id DESC);

CREATE INDEX notification_unread ON public.notices_notification USING btree (user_id) WHERE (read_at IS NULL);

CREATE UNIQUE INDEX one_draft_of_a_questionnaire ON public.questionnaires_questionnaireversion USING btree (questionnaire_id) WHERE ((status)::text = 'draft'::text);

CREATE UNIQUE INDEX one_live_application_per_call_and_startup ON public.grants_application USING btree (call_id, startup_id) WHERE (NOT ((status)::text = ANY ((ARRAY['withdrawn'::character varying, 'stopped'::character varying, 'rejected'::character varying])::text[])));

CREATE UNIQUE INDEX one_open_invitation_per_address_role_and_unit ON public.people_roleinvitation USING btree (lower((email)::text), role, unit_id) NULLS NOT DISTINCT WHERE ((status)::text = 'open'::text);

CREATE UNIQUE INDEX one_open_reversal_of_a_payment ON public.grants_reversal USING btree (payment_id) WHERE ((status)::text = 'requested'::text);

CREATE UNIQUE INDEX one_organisation_had_the_address_last ON public.startups_formeraddress USING btree (slug) WHERE (organisation_id IS NOT NULL);

CREATE UNIQUE INDEX one_running_clock_per_dossier ON public.grants_stepclock USING btree (application_id) WHERE ((ended_on IS NULL) AND (paused_on IS NULL));

CREATE UNIQUE INDEX one_standing_consent ON public.startups_consent USING btree (startup_id, purpose) WHERE (withdrawn_at IS NULL);

CREATE UNIQUE INDEX one_standing_grant_of_a_role_per_unit ON public.accounts_rolegrant USING btree (user_id, role, unit_id) NULLS NOT DISTINCT WHERE (revoked_at IS NULL);

CREATE UNIQUE INDEX one_standing_invitation_per_address ON public.startups_invitation USING btree (startup_id, lower((email)::text)) WHERE ((status)::text = 'open'::text);

CREATE UNIQUE INDEX one_startup_had_the_address_last ON public.startups_formeraddress USING btree (slug) WHERE (startup_id IS NOT NULL);

CREATE UNIQUE INDEX one_target_per_indicator_and_year ON public.plan_target USING btree (indicator_id, year) NULLS NOT DISTINCT WHERE is_used;

CREATE UNIQUE INDEX one_unverified_amount_of_a_line ON public.plan_plannedamount USING btree (line_id) WHERE (NOT ((status)::text = 'verified'::text));

CREATE UNIQUE INDEX one_used_figure_per_period ON public.plan_measurement USING btree (indicator_id, span, starts_on, ends_on) WHERE is_used;

CREATE UNIQUE INDEX one_used_value_per_year ON public.reference_historyvalue USING btree (series_id, year) WHERE is_used;

CREATE UNIQUE INDEX one_version_in_use_of_a_questionnaire ON public.questionnaires_questionnaireversion USING btree (questionnaire_id) WHERE ((status)::text = 'published'::text);

CREATE INDEX organisation_in_changed_order ON public.startups_organisation USING btree (updated_at, id);

CREATE INDEX organisation_in_entry_order ON public.startups_organisation USING btree (created_at, id);

CREATE INDEX organisation_in_name_order ON public.startups_organisation USING btree (sort_key, id);

CREATE INDEX organisation_in_state_order ON public.startups_organisation USING btree (is_public, sort_key, id);

CREATE INDEX organisation_public_order ON public.startups_organisation USING btree (sort_key, id) WHERE is_public;

CREATE INDEX organisation_search ON public.startups_organisation USING gin (search_folded public.gin_trgm_ops);

CREATE INDEX organisation_words ON public.startups_organisation USING gin (public.vn_search((name)::text));

CREATE INDEX outbox_waiting ON public.notices_outboxmessage USING btree (id) WHERE ((status)::text = 'queued'::text);

CREATE INDEX page_source_changes ON public.core_pagesourcechange USING btree (source, id);

CREATE UNIQUE INDEX payment_order_number_once_a_year ON public.grants_disbursement USING btree (public.identifier_key((reference)::text), EXTRACT(year FROM paid_on)) WHERE is_effective;

CREATE INDEX people_roleinvitation_accepted_by_id_dbb14e8f ON public.people_roleinvitation USING btree (accepted_by_id);

CREATE INDEX people_roleinvitation_invited_by_id_bb42ba44 ON public.people_roleinvitation USING btree (invited_by_id);

CREATE INDEX people_roleinvitation_token_3dc045d2_like ON public.people_roleinvitation USING btree (token varchar_pattern_ops);

CREATE INDEX people_roleinvitation_unit_id_c48563f5 ON public.people_roleinvitation USING btree (unit_id);

CREATE INDEX period_in_order_of_begin ON public.reports_reportingperiod USING btree (starts_on, id);

CREATE INDEX period_in_order_of_end ON public.reports_reportingperiod USING btree (ends_on, id);

CREATE INDEX period_in_state_order ON public.reports_reportingperiod USING btree (status, ends_on, id);

CREATE INDEX pillar_words ON public.plan_pillar USING gin (public.vn_search((((name)::text || ' '::text) || (name_en)::text)));

CREATE INDEX plan_budgetline_code_764ba3c5 ON public.plan_budgetline USING btree (code);

CREATE INDEX plan_budgetline_code_764ba3c5_like ON public.plan_budgetline USING btree (code varchar_pattern_ops);

CREATE INDEX plan_budgetline_pillar_id_9661813b ON public.plan_budgetline USING btree (pillar_id);

CREATE INDEX plan_budgetlineevent_pgh_context_id_762945c2 ON public.plan_budgetlineevent USING btree (pgh_context_id);

CREATE INDEX plan_budgetlineevent_pgh_obj_id_3343a280 ON public.plan_budgetlineevent USING btree (pgh_obj_id);

CREATE INDEX plan_budgetlineevent_pillar_id_b37a673a ON public.plan_budgetlineevent USING btree (pillar_id);

CREATE INDEX plan_documentrequirement_code_2d1e1bc3 ON public.plan_documentrequirement USING btree (code);

CREATE INDEX plan_documentrequirement_code_2d1e1bc3_like ON public.plan_documentrequirement USING btree (code varchar_pattern_ops);

CREATE INDEX plan_documentrequirement_policy_id_6b0ee5d4 ON public.plan_documentrequirement USING btree (policy_id);

CREATE INDEX plan_documentrequirementevent_pgh_context_id_43144543 ON public.plan_documentrequirementevent USING btree (pgh_context_id);

CREATE INDEX plan_documentrequirementevent_pgh_obj_id_0166d8ea ON public.plan_documentrequirementevent USING btree (pgh_obj_id);

CREATE INDEX plan_documentrequirementevent_policy_id_1d1bea8c ON public.plan_documentrequirementevent USING btree (policy_id);

CREATE INDEX plan_indicator_code_15fbecc5 ON public.plan_indicator USING btree (code);

CREATE INDEX plan_indicator_code_15fbecc5_like ON public.plan_indicator USING btree (code varchar_pattern_ops);

CREATE INDEX plan_indicator_owner_id_939a1634 ON public.plan_indicator USING btree (owner_id);

CREATE INDEX plan_indicator_pillar_id_598582eb ON public.plan_indicator USING btree (pillar_id);

CREATE INDEX plan_indicator_scheme_id_a154f488 ON public.plan_indicator USING btree (scheme_id);

CREATE INDEX plan_indicatorevent_owner_id_e680ccb0 ON public.plan_indicatorevent USING btree (owner_id);

CREATE INDEX plan_indicatorevent_pgh_context_id_1c96688f ON public.plan_indicatorevent USING btree (pgh_context_id);

CREATE INDEX plan_indicatorevent_pgh_obj_id_2bd36991 ON public.plan_indicatorevent USING btree (pgh_obj_id);

CREATE INDEX plan_indicatorevent_pillar_id_ca41ab65 ON public.plan_indicatorevent USING btree (pillar_id);

CREATE INDEX plan_indicatorevent_scheme_id_9263b341 ON public.plan_indicatorevent USING btree (scheme_id);

CREATE INDEX plan_legaldocument_code_e1695d77 ON public.plan_legaldocument USING btree (code);

CREATE INDEX plan_legaldocument_code_e1695d77_like ON public.plan_legaldocument USING btree (code varchar_pattern_ops);

CREATE INDEX plan_legaldocument_unit_id_9766b2c2 ON public.plan_legaldocument USING btree (unit_id);

CREATE INDEX plan_legaldocumentevent_pgh_context_id_b2402e6a ON public.plan_legaldocumentevent USING btree (pgh_context_id);

CREATE INDEX plan_legaldocumentevent_pgh_obj_id_1efc27c5 ON public.plan_legaldocumentevent USING btree (pgh_obj_id);

CREATE INDEX plan_legaldocumentevent_unit_id_5d00330d ON public.plan_legaldocumentevent USING btree (unit_id);

CREATE INDEX plan_measurement_entered_by_id_17b0b743 ON public.plan_measurement USING btree (entered_by_id);

CREATE INDEX plan_measurement_indicator_id_636736cf ON public.plan_measurement USING btree (indicator_id);

CREATE INDEX plan_measurement_verified_by_id_3b5c7387 ON public.plan_measurement USING btree (verified_by_id);

CREATE INDEX plan_measurementevent_entered_by_id_3ab82ca5 ON public.plan_measurementevent USING btree (entered_by_id);

CREATE INDEX plan_measurementevent_indicator_id_59b3b2e0 ON public.plan_measurementevent USING btree (indicator_id);

CREATE INDEX plan_measurementevent_pgh_context_id_96b43def ON public.plan_measurementevent USING btree (pgh_context_id);

CREATE INDEX plan_measurementevent_pgh_obj_id_fe81519a ON public.plan_measurementevent USING btree (pgh_obj_id);

CREATE INDEX plan_measurementevent_verified_by_id_f21f9e63 ON public.plan_measurementevent USING btree (verified_by_id);

CREATE INDEX plan_periodcorrection_entered_by_id_5b82878d ON public.plan_periodcorrection USING btree (entered_by_id);

CREATE INDEX plan_pillar_lead_unit_id_61d46112 ON public.plan_pillar USING btree (lead_unit_id);

CREATE INDEX plan_pillar_scheme_id_46cf097f ON public.plan_pillar USING btree (scheme_id);

CREATE INDEX plan_pillarevent_lead_unit_id_ad350551 ON public.plan_pillarevent USING btree (lead_unit_id);

CREATE INDEX plan_pillarevent_pgh_context_id_8d163f0e ON public.plan_pillarevent USING btree (pgh_context_id);

CREATE INDEX plan_pillarevent_pgh_obj_id_4f3ffa54 ON public.plan_pillarevent USING btree (pgh_obj_id);

CREATE INDEX plan_pillarevent_scheme_id_80bcff1e ON public.plan_pillarevent USING btree (scheme_id);

CREATE INDEX plan_plannedamount_entered_by_id_16892a47 ON public.plan_plannedamount USING btree (entered_by_id);

CREATE INDEX plan_plannedamount_line_id_422ecb1b ON public.plan_plannedamount USING btree (line_id);

CREATE INDEX plan_plannedamount_verified_by_id_ad1511de ON public.plan_plannedamount USING btree (verified_by_id);

CREATE INDEX plan_plannedamountevent_entered_by_id_2c23e9e7 ON public.plan_plannedamountevent USING btree (entered_by_id);

CREATE INDEX plan_plannedamountevent_line_id_736777d8 ON public.plan_plannedamountevent USING btree (line_id);

CREATE INDEX plan_plannedamountevent_pgh_context_id_8b96a4a8 ON public.plan_plannedamountevent USING btree (pgh_context_id);

CREATE INDEX plan_plannedamountevent_pgh_obj_id_b87a76ed ON public.plan_plannedamountevent USING btree (pgh_obj_id);

CREATE INDEX plan_plannedamountevent_verified_by_id_5e263532 ON public.plan_plannedamountevent USING btree (verified_by_id);

CREATE INDEX plan_scheme_code_ecb6182f ON public.plan_scheme USING btree (code);

CREATE INDEX plan_scheme_code_ecb6182f_like ON public.plan_scheme USING btree (code varchar_pattern_ops);

CREATE INDEX plan_schemeevent_pgh_context_id_54b90fef ON public.plan_schemeevent USING btree (pgh_context_id);

CREATE INDEX plan_schemeevent_pgh_obj_id_f8ea1b6e ON public.plan_schemeevent USING btree (pgh_obj_id);

CREATE INDEX plan_supportpolicy_code_671c0f77 ON public.plan_supportpolicy USING btree (code);

CREATE INDEX plan_supportpolicy_code_671c0f77_like ON public.plan_supportpolicy USING btree (code varchar_pattern_ops);

CREATE INDEX plan_supportpolicy_sectors_sector_id_5242f8d5 ON public.plan_supportpolicy_sectors USING btree (sector_id);

CREATE INDEX plan_supportpolicy_sectors_supportpolicy_id_fd76bd6c ON public.plan_supportpolicy_sectors USING btree (supportpolicy_id);

CREATE INDEX plan_supportpolicy_stage_id_c2d2e98d ON public.plan_supportpolicy USING btree (stage_id);

CREATE INDEX plan_supportpolicyevent_pgh_context_id_2ef04fcc ON public.plan_supportpolicyevent USING btree (pgh_context_id);

CREATE INDEX plan_supportpolicyevent_pgh_obj_id_3dae73c0 ON public.plan_supportpolicyevent USING btree (pgh_obj_id);

CREATE INDEX plan_supportpolicyevent_stage_id_721cad27 ON public.plan_supportpolicyevent USING btree (stage_id);

CREATE INDEX plan_target_entered_by_id_c5c2e393 ON public.plan_target USING btree (entered_by_id);

CREATE INDEX plan_target_indicator_id_314deda5 ON public.plan_target USING btree (indicator_id);

CREATE INDEX plan_target_verified_by_id_363f99a0 ON public.plan_target USING btree (verified_by_id);

CREATE INDEX plan_targetevent_entered_by_id_c672bfe6 ON public.plan_targetevent USING btree (entered_by_id);

CREATE INDEX plan_targetevent_indicator_id_7c3ad4f1 ON public.plan_targetevent USING btree (indicator_id);

CREATE INDEX plan_targetevent_pgh_context_id_826ef486 ON public.plan_targetevent USING btree (pgh_context_id);

CREATE INDEX plan_targetevent_pgh_obj_id_bd7f7979 ON public.plan_targetevent USING btree (pgh_obj_id);

CREATE INDEX plan_targetevent_verified_by_id_07986362 ON public.plan_targetevent USING btree (verified_by_id);

CREATE INDEX plan_timelimit_step_d237c8a6_like ON public.plan_timelimit USING btree (step varchar_pattern_ops);

CREATE INDEX plan_timelimitevent_pgh_context_id_b1d15d7f ON public.plan_timelimitevent USING btree (pgh_context_id);

CREATE INDEX plan_timelimitevent_pgh_obj_id_d1b0fb50 ON public.plan_timelimitevent USING btree (pgh_obj_id);

CREATE UNIQUE INDEX policy_code_once ON public.plan_supportpolicy USING btree (public.identifier_key((code)::text));

CREATE INDEX policy_words ON public.plan_supportpolicy USING gin (public.vn_search((((((((name)::text || ' '::text) || (name_en)::text) || ' '::text) || summary) || ' '::text) || summary_en)));

CREATE INDEX public_countedbatch_name_698d5957_like ON public.public_countedbatch USING btree (name varchar_pattern_ops);

CREATE UNIQUE INDEX questionnaire_code_once ON public.questionnaires_questionnaire USING btree (public.identifier_key((code)::text));

CREATE INDEX questionnaire_in_name_order ON public.questionnaires_questionnaire USING btree (sort_key, id);

CREATE INDEX questionnaire_of_purpose ON public.questionnaires_questionnaire USING btree (purpose, id);

CREATE INDEX questionnaire_search ON public.questionnaires_questionnaire USING gin (search_folded public.gin_trgm_ops);

CREATE INDEX questionnaires_answer_edited_by_id_a87d9937 ON public.questionnaires_answer USING btree (edited_by_id);

CREATE INDEX questionnaires_answer_response_id_3f7b8e37 ON public.questionnaires_answer USING btree (response_id);

CREATE INDEX questionnaires_answerfile_response_id_d8bf7643 ON public.questionnaires_answerfile USING btree (response_id);

CREATE INDEX questionnaires_answerfile_uploaded_by_id_9e758223 ON public.questionnaires_answerfile USING btree (uploaded_by_id);

CREATE INDEX questionnaires_lostanswer_questionnaire_version_id_9c63a37e ON public.questionnaires_lostanswer USING btree (questionnaire_version_id);

CREATE INDEX questionnaires_lostanswer_response_id_91af68e9 ON public.questionnaires_lostanswer USING btree (response_id);

CREATE INDEX questionnaires_questionnai_pgh_context_id_803039c5 ON public.questionnaires_questionnaireversionevent USING btree (pgh_context_id);

CREATE INDEX questionnaires_questionnai_published_by_id_1dbe439b ON public.questionnaires_questionnaireversionevent USING btree (published_by_id);

CREATE INDEX questionnaires_questionnai_questionnaire_id_3a8969ac ON public.questionnaires_questionnaireversionevent USING btree (questionnaire_id);

CREATE INDEX questionnaires_questionnai_questionnaire_version_id_b0a98445 ON public.questionnaires_questionnaireresponse USING btree (questionnaire_version_id);

CREATE INDEX questionnaires_questionnaire_code_601b647c ON public.questionnaires_questionnaire USING btree (code);

CREATE INDEX questionnaires_questionnaire_code_601b647c_like ON public.questionnaires_questionnaire USING btree (code varchar_pattern_ops);

CREATE INDEX questionnaires_questionnaire_unit_id_6a9d4cad ON public.questionnaires_questionnaire USING btree (unit_id);

CREATE INDEX questionnaires_questionnaireevent_pgh_context_id_93fed455 ON public.questionnaires_questionnaireevent USING btree (pgh_context_id);

CREATE INDEX questionnaires_questionnaireevent_pgh_obj_id_8fab3ee3 ON public.questionnaires_questionnaireevent USING btree (pgh_obj_id);

CREATE INDEX questionnaires_questionnaireevent_unit_id_f066a6a5 ON public.questionnaires_questionnaireevent USING btree (unit_id);

CREATE INDEX questionnaires_questionnaireresponse_copied_from_id_4bd22d01 ON public.questionnaires_questionnaireresponse USING btree (copied_from_id);

CREATE INDEX questionnaires_questionnaireresponse_created_by_id_8abbbf26 ON public.questionnaires_questionnaireresponse USING btree (created_by_id);

CREATE INDEX questionnaires_questionnaireresponse_edited_by_id_f33dc61f ON public.questionnaires_questionnaireresponse USING btree (edited_by_id);

CREATE INDEX questionnaires_questionnaireversion_created_by_id_142891c3 ON public.questionnaires_questionnaireversion USING btree (created_by_id);

CREATE INDEX questionnaires_questionnaireversion_edited_by_id_b0432152 ON public.questionnaires_questionnaireversion USING btree (edited_by_id);

CREATE INDEX questionnaires_questionnaireversion_published_by_id_ced8cdc2 ON public.questionnaires_questionnaireversion USING btree (published_by_id);

CREATE INDEX questionnaires_questionnaireversion_questionnaire_id_a6c30413 ON public.questionnaires_questionnaireversion USING btree (questionnaire_id);

CREATE INDEX questionnaires_questionnaireversionevent_created_by_id_03386727 ON public.questionnaires_questionnaireversionevent USING btree (created_by_id);

CREATE INDEX questionnaires_questionnaireversionevent_edited_by_id_aabf22d8 ON public.questionnaires_questionnaireversionevent USING btree (edited_by_id);

CREATE INDEX questionnaires_questionnaireversionevent_pgh_obj_id_805124a1 ON public.questionnaires_questionnaireversionevent USING btree (pgh_obj_id);

CREATE INDEX reference_area_code_ee3dede3 ON public.reference_area USING btree (code);

CREATE INDEX reference_area_code_ee3dede3_like ON public.reference_area USING btree (code varchar_pattern_ops);

CREATE INDEX reference_areaevent_pgh_context_id_ab13ccf1 ON public.reference_areaevent USING btree (pgh_context_id);

CREATE INDEX reference_areaevent_pgh_obj_id_c14622a1 ON public.reference_areaevent USING btree (pgh_obj_id);

CREATE INDEX reference_historyseries_code_3a8a3aad ON public.reference_historyseries USING btree (code);

CREATE INDEX reference_historyseries_code_3a8a3aad_like ON public.reference_historyseries USING btree (code varchar_pattern_ops);

CREATE INDEX reference_historyseriesevent_pgh_context_id_0d17b985 ON public.reference_historyseriesevent USING btree (pgh_context_id);

CREATE INDEX reference_historyseriesevent_pgh_obj_id_2badbecc ON public.reference_historyseriesevent USING btree (pgh_obj_id);

CREATE INDEX reference_historyvalue_series_id_ad62d698 ON public.reference_historyvalue USING btree (series_id);

CREATE INDEX reference_historyvalueevent_pgh_context_id_5c8f49ee ON public.reference_historyvalueevent USING btree (pgh_context_id);

CREATE INDEX reference_historyvalueevent_pgh_obj_id_21b9b201 ON public.reference_historyvalueevent USING btree (pgh_obj_id);

CREATE INDEX reference_historyvalueevent_series_id_1afa12b1 ON public.reference_historyvalueevent USING btree (series_id);

CREATE INDEX reference_holidayevent_pgh_context_id_c0c4a378 ON public.reference_holidayevent USING btree (pgh_context_id);

CREATE INDEX reference_holidayevent_pgh_obj_id_090a9648 ON public.reference_holidayevent USING btree (pgh_obj_id);

CREATE INDEX reference_sector_code_9794989e ON public.reference_sector USING btree (code);

CREATE INDEX reference_sector_code_9794989e_like ON public.reference_sector USING btree (code varchar_pattern_ops);

CREATE INDEX reference_sectorevent_pgh_context_id_a8e30b81 ON public.reference_sectorevent USING btree (pgh_context_id);

CREATE INDEX reference_sectorevent_pgh_obj_id_4be37299 ON public.reference_sectorevent USING btree (pgh_obj_id);

CREATE INDEX reference_term_code_30b3494e ON public.reference_term USING btree (code);

CREATE INDEX reference_term_code_30b3494e_like ON public.reference_term USING btree (code varchar_pattern_ops);

CREATE INDEX reference_termevent_pgh_context_id_7c4c0f66 ON public.reference_termevent USING btree (pgh_context_id);

CREATE INDEX reference_termevent_pgh_obj_id_e8c87393 ON public.reference_termevent USING btree (pgh_obj_id);

CREATE INDEX report_in_state_order ON public.reports_issuedreport USING btree (status, id);

CREATE INDEX report_words ON public.reports_issuedreport USING gin (public.vn_search((number)::text));

CREATE INDEX reports_contribution_approved_by_id_17fcea07 ON public.reports_contribution USING btree (approved_by_id);

CREATE INDEX reports_contribution_period_id_de009b8f ON public.reports_contribution USING btree (period_id);

CREATE INDEX reports_contribution_unit_id_04cd9997 ON public.reports_contribution USING btree (unit_id);

CREATE INDEX reports_contribution_written_by_id_5d5ec926 ON public.reports_contribution USING btree (written_by_id);

CREATE INDEX reports_contributionevent_approved_by_id_cb85da1b ON public.reports_contributionevent USING btree (approved_by_id);

CREATE INDEX reports_contributionevent_period_id_9fd7fc78 ON public.reports_contributionevent USING btree (period_id);

CREATE INDEX reports_contributionevent_pgh_context_id_d5d054f7 ON public.reports_contributionevent USING btree (pgh_context_id);

CREATE INDEX reports_contributionevent_pgh_obj_id_1914bc3d ON public.reports_contributionevent USING btree (pgh_obj_id);

CREATE INDEX reports_contributionevent_response_id_1563dbd6 ON public.reports_contributionevent USING btree (response_id);

CREATE INDEX reports_contributionevent_unit_id_bea80f72 ON public.reports_contributionevent USING btree (unit_id);

CREATE INDEX reports_contributionevent_written_by_id_374027c0 ON public.reports_contributionevent USING btree (written_by_id);

CREATE INDEX reports_issuedreport_number_a31ecf1c_like ON public.reports_issuedreport USING btree (number varchar_pattern_ops);

CREATE INDEX reports_issuedreport_period_id_b443ca09 ON public.reports_issuedreport USING btree (period_id);

CREATE INDEX reports_issuedreport_requested_by_id_b803fec8 ON public.reports_issuedreport USING btree (requested_by_id);

CREATE INDEX reports_issuedreport_scheme_id_72227ef9 ON public.reports_issuedreport USING btree (scheme_id);

CREATE INDEX reports_reportfile_report_id_109d2654 ON public.reports_reportfile USING btree (report_id);

CREATE INDEX reports_reportfilepart_file_id_5e88c39d ON public.reports_reportfilepart USING btree (file_id);

CREATE INDEX reports_reportingperiodevent_pgh_context_id_724a6af9 ON public.reports_reportingperiodevent USING btree (pgh_context_id);

CREATE INDEX reports_reportingperiodevent_pgh_obj_id_0ca5d808 ON public.reports_reportingperiodevent USING btree (pgh_obj_id);

CREATE UNIQUE INDEX required_document_in_call ON public.grants_requireddocument USING btree (call_id, public.identifier_key((code)::text));

CREATE UNIQUE INDEX requirement_code_in_policy ON public.plan_documentrequirement USING btree (policy_id, public.identifier_key((code)::text));

CREATE INDEX review_filters ON public.grants_review USING gin (search_folded public.gin_trgm_ops, evaluator_id, status);

CREATE INDEX review_in_due_order ON public.grants_review USING btree (evaluator_id, due_key, id);

CREATE INDEX review_in_number_order ON public.grants_review USING btree (evaluator_id, number_key, id);

CREATE INDEX review_in_startup_order ON public.grants_review USING btree (evaluator_id, startup_key, id);

CREATE INDEX review_of_evaluator ON public.grants_review USING btree (evaluator_id, status, id);

CREATE INDEX review_of_evaluator_in_order ON public.grants_review USING btree (evaluator_id, id);

CREATE INDEX running_clock_due ON public.grants_stepclock USING btree (due_on, id) WHERE ((ended_on IS NULL) AND (paused_on IS NULL));

CREATE UNIQUE INDEX same_file_once_per_question ON public.questionnaires_answerfile USING btree (response_id, question, sha256) WHERE (removed_at IS NULL);

CREATE INDEX saved_view_of_list ON public.lists_savedview USING btree (listing, owner_id);

CREATE UNIQUE INDEX scheme_code_once ON public.plan_scheme USING btree (public.identifier_key((code)::text));

CREATE INDEX scheme_words ON public.plan_scheme USING gin (public.vn_search((((name)::text || ' '::text) || (name_en)::text)));

CREATE UNIQUE INDEX sector_code_once ON public.reference_sector USING btree (public.identifier_key((code)::text));

CREATE INDEX sector_words ON public.reference_sector USING gin (public.vn_search((((((name)::text || ' '::text) || (name_en)::text) || ' '::text) || (code)::text)));

CREATE UNIQUE INDEX series_code_once ON public.reference_historyseries USING btree (public.identifier_key((code)::text));

CREATE INDEX startup_by_area ON public.startups_startup USING btree (area_id, sort_key, id);

CREATE INDEX startup_by_kind ON public.startups_startup USING btree (kind, sort_key, id);

CREATE INDEX startup_by_publication ON public.startups_startup USING btree (status, sort_key, id) INCLUDE (kind, stage_id, area_id, verified_at, created_at, archived_at, sector_ids, support_received);

CREATE INDEX startup_by_stage ON public.startups_startup USING btree (stage_id, sort_key, id);

CREATE INDEX startup_core_name ON public.startups_startup USING gin (core_name public.gin_trgm_ops);

CREATE INDEX startup_directory_by_area ON public.startups_startup USING btree (area_id, sort_key, id) WHERE ((archived_at IS NULL) AND ((status)::text = 'public'::text));

CREATE INDEX startup_directory_by_stage ON public.startups_startup USING btree (stage_id, sort_key, id) WHERE ((archived_at IS NULL) AND ((status)::text = 'public'::text));

CREATE INDEX startup_directory_order ON public.startups_startup USING btree (sort_key, id) WHERE ((archived_at IS NULL) AND ((status)::text = 'public'::text));

CREATE INDEX startup_facets ON public.startups_startup USING gin (search_folded public.gin_trgm_ops, sector_ids, support_received, kind, status, stage_id, area_id);

CREATE INDEX startup_facets_supported ON public.startups_startup USING gin (search_folded public.gin_trgm_ops, sector_ids, support_received) WHERE ((archived_at IS NULL) AND ((status)::text = 'public'::text) AND (NOT (support_received = '{}'::character varying(60)[])));

CREATE INDEX startup_in_name_order ON public.startups_startup USING btree (sort_key, id) INCLUDE (kind, status, stage_id, area_id, verified_at, created_at, archived_at, sector_ids, support_received);

CREATE INDEX startup_in_order_of_arrival ON public.startups_startup USING btree (created_at, id) INCLUDE (kind, status, stage_id, area_id, verified_at, archived_at, sector_ids, support_received);

CREATE INDEX startup_in_order_of_check ON public.startups_startup USING btree (verified_key, id) INCLUDE (kind, status, stage_id, area_id, verified_at, created_at, archived_at, sector_ids, support_received);

CREATE INDEX startup_in_order_of_founding ON public.startups_startup USING btree (founded_key, id) INCLUDE (kind, status, stage_id, area_id, verified_at, created_at, archived_at, sector_ids, support_received);

CREATE INDEX startup_name_words ON public.startups_startup USING gin (name_words);

CREATE INDEX startup_public_by_area ON public.startups_startup USING btree (area_id) WHERE ((archived_at IS NULL) AND ((status)::text = 'public'::text));

CREATE INDEX startup_publication_queue ON public.startups_startup USING btree (publication_requested_at, id) WHERE ((status)::text = 'requested'::text);

CREATE INDEX startup_recheck_queue ON public.startups_startup USING btree (recheck_since, id) WHERE (recheck_since IS NOT NULL);

CREATE INDEX startup_same_name ON public.startups_startup USING btree (core_name);

CREATE INDEX startup_search_words ON public.startups_startup USING gin (search_words);

CREATE INDEX startups_consent_given_by_id_1ec0a63f ON public.startups_consent USING btree (given_by_id);

CREATE INDEX startups_consent_startup_id_f821d636 ON public.startups_consent USING btree (startup_id);

CREATE INDEX startups_consent_withdrawn_by_id_ebe45532 ON public.startups_consent USING btree (withdrawn_by_id);

CREATE INDEX startups_consentevent_given_by_id_b7f40fec ON public.startups_consentevent USING btree (given_by_id);

CREATE INDEX startups_consentevent_pgh_context_id_5b8e490e ON public.startups_consentevent USING btree (pgh_context_id);

CREATE INDEX startups_consentevent_pgh_obj_id_959709ff ON public.startups_consentevent USING btree (pgh_obj_id);

CREATE INDEX startups_consentevent_startup_id_b7a7b791 ON public.startups_consentevent USING btree (startup_id);

CREATE INDEX startups_consentevent_withdrawn_by_id_939e39d9 ON public.startups_consentevent USING btree (withdrawn_by_id);

CREATE INDEX startups_formeraddress_organisation_id_44215eab ON public.startups_formeraddress USING btree (organisation_id);

CREATE INDEX startups_formeraddress_slug_b0b6185f ON public.startups_formeraddress USING btree (slug);

CREATE INDEX startups_formeraddress_slug_b0b6185f_like ON public.startups_formeraddress USING btree (slug varchar_pattern_ops);

CREATE INDEX startups_formeraddress_startup_id_505b0b97 ON public.startups_formeraddress USING btree (startup_id);

CREATE INDEX startups_fundinground_kind_id_3e82215b ON public.startups_fundinground USING btree (kind_id);

CREATE INDEX startups_fundinground_startup_id_a9782699 ON public.startups_fundinground USING btree (startup_id);

CREATE INDEX startups_fundinground_verified_by_id_1d599991 ON public.startups_fundinground USING btree (verified_by_id);

CREATE INDEX startups_fundinground_written_by_id_2e360615 ON public.startups_fundinground USING btree (written_by_id);

CREATE INDEX startups_fundingroundevent_kind_id_a779c0c6 ON public.startups_fundingroundevent USING btree (kind_id);

CREATE INDEX startups_fundingroundevent_pgh_context_id_233458bd ON public.startups_fundingroundevent USING btree (pgh_context_id);

CREATE INDEX startups_fundingroundevent_pgh_obj_id_1210a250 ON public.startups_fundingroundevent USING btree (pgh_obj_id);

CREATE INDEX startups_fundingroundevent_startup_id_196c31e3 ON public.startups_fundingroundevent USING btree (startup_id);

CREATE INDEX startups_fundingroundevent_verified_by_id_f32ae0e5 ON public.startups_fundingroundevent USING btree (verified_by_id);

CREATE INDEX startups_invitation_accepted_by_id_6f673af9 ON public.startups_invitation USING btree (accepted_by_id);

CREATE INDEX startups_invitation_invited_by_id_4ce499d8 ON public.startups_invitation USING btree (invited_by_id);

CREATE INDEX startups_invitation_startup_id_c6e5b264 ON public.startups_invitation USING btree (startup_id);

CREATE INDEX startups_invitation_token_26aed3c4_like ON public.startups_invitation USING btree (token varchar_pattern_ops);

CREATE INDEX startups_logoevent_pgh_context_id_183dfcf0 ON public.startups_logoevent USING btree (pgh_context_id);

CREATE INDEX startups_logoevent_pgh_obj_id_6dc6c33f ON public.startups_logoevent USING btree (pgh_obj_id);

CREATE INDEX startups_logoevent_startup_id_c10b2205 ON public.startups_logoevent USING btree (startup_id);

CREATE INDEX startups_membership_startup_id_9140c557 ON public.startups_membership USING btree (startup_id);

CREATE INDEX startups_membership_user_id_5e0ed714 ON public.startups_membership USING btree (user_id);

CREATE INDEX startups_membershipevent_pgh_context_id_484b97cb ON public.startups_membershipevent USING btree (pgh_context_id);

CREATE INDEX startups_membershipevent_pgh_obj_id_cc0203d4 ON public.startups_membershipevent USING btree (pgh_obj_id);

CREATE INDEX startups_membershipevent_startup_id_5b348113 ON public.startups_membershipevent USING btree (startup_id);

CREATE INDEX startups_membershipevent_user_id_4e6d73ee ON public.startups_membershipevent USING btree (user_id);

CREATE INDEX startups_organisation_area_id_87edac69 ON public.startups_organisation USING btree (area_id);

CREATE INDEX startups_organisation_kind_id_21de4904 ON public.startups_organisation USING btree (kind_id);

CREATE INDEX startups_organisation_slug_78af5686_like ON public.startups_organisation USING btree (slug varchar_pattern_ops);

CREATE INDEX startups_organisation_tax_code_760b2b8b_like ON public.startups_organisation USING btree (tax_code varchar_pattern_ops);

CREATE INDEX startups_organisationevent_area_id_6c9b9dfb ON public.startups_organisationevent USING btree (area_id);

CREATE INDEX startups_organisationevent_kind_id_3cab93d2 ON public.startups_organisationevent USING btree (kind_id);

CREATE INDEX startups_organisationevent_pgh_context_id_c8253d4b ON public.startups_organisationevent USING btree (pgh_context_id);

CREATE INDEX startups_organisationevent_pgh_obj_id_623f6d8a ON public.startups_organisationevent USING btree (pgh_obj_id);

CREATE INDEX startups_presentationevent_pgh_context_id_14c488cb ON public.startups_presentationevent USING btree (pgh_context_id);

CREATE INDEX startups_presentationevent_pgh_obj_id_8cf8236a ON public.startups_presentationevent USING btree (pgh_obj_id);

CREATE INDEX startups_presentationevent_startup_id_bad3f458 ON public.startups_presentationevent USING btree (startup_id);

CREATE INDEX startups_startup_area_id_e9f4a017 ON public.startups_startup USING btree (area_id);

CREATE INDEX startups_startup_sectors_sector_id_327c596b ON public.startups_startup_sectors USING btree (sector_id);

CREATE INDEX startups_startup_sectors_startup_id_e313aca5 ON public.startups_startup_sectors USING btree (startup_id);

CREATE INDEX startups_startup_slug_282d5ece_like ON public.startups_startup USING btree (slug varchar_pattern_ops);

CREATE INDEX startups_startup_stage_id_16f38eab ON public.startups_startup USING btree (stage_id);

CREATE INDEX startups_startup_tax_code_2f6f4aaf_like ON public.startups_startup USING btree (tax_code varchar_pattern_ops);

CREATE INDEX startups_startup_verified_by_id_c611be09 ON public.startups_startup USING btree (verified_by_id);

CREATE INDEX startups_startup_written_by_id_52cc9495 ON public.startups_startup USING btree (written_by_id);

CREATE INDEX startups_startupevent_area_id_b6b54d47 ON public.startups_startupevent USING btree (area_id);

CREATE INDEX startups_startupevent_pgh_context_id_19fe541d ON public.startups_startupevent USING btree (pgh_context_id);

CREATE INDEX startups_startupevent_pgh_obj_id_f53dcf94 ON public.startups_startupevent USING btree (pgh_obj_id);

CREATE INDEX startups_startupevent_stage_id_a6983acc ON public.startups_startupevent USING btree (stage_id);

CREATE INDEX startups_startupevent_verified_by_id_4bc8e0f4 ON public.startups_startupevent USING btree (verified_by_id);

CREATE INDEX stored_pages_by_age ON public.core_storedpage USING btree (stored_at);

CREATE UNIQUE INDEX term_code_is_unique ON public.reference_term USING btree (vocabulary, public.identifier_key((code)::text));

CREATE INDEX test_response_of_version ON public.questionnaires_questionnaireresponse USING btree (questionnaire_version_id, created_by_id) WHERE is_test;

CREATE INDEX tranche_due ON public.grants_tranche USING btree (due_on, id) INCLUDE (contract_id, status, call_id, amount);

CREATE INDEX tranche_filters ON public.grants_tranche USING gin (search_folded public.gin_trgm_ops, status, call_id);

CREATE INDEX tranche_in_number_order ON public.grants_tranche USING btree (number_key, id) INCLUDE (contract_id, status, call_id, due_on, amount);

CREATE INDEX tranche_in_payment_order ON public.grants_tranche USING btree (paid_key, id) INCLUDE (contract_id, status, call_id, due_on, amount);

CREATE INDEX tranche_in_startup_order ON public.grants_tranche USING btree (startup_key, id) INCLUDE (contract_id, status, call_id, due_on, amount);

CREATE INDEX tranche_in_sum_order ON public.grants_tranche USING btree (amount, id) INCLUDE (contract_id, status, call_id, due_on);

CREATE UNIQUE INDEX tranche_is_paid_once ON public.grants_disbursement USING btree (tranche_id) WHERE is_effective;

CREATE INDEX tranche_of_call ON public.grants_tranche USING btree (call_id, due_on, id);

CREATE INDEX tranche_of_call_by_status ON public.grants_tranche USING btree (call_id, status, due_on, id) INCLUDE (contract_id);

CREATE INDEX tranche_status_due ON public.grants_tranche USING btree (status, due_on, id);

CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY ((ARRAY['totp'::character varying, 'recovery_codes'::character varying])::text[]));

CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";

CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;

CREATE UNIQUE INDEX unit_code_once ON public.accounts_organisationunit USING btree (public.identifier_key((code)::text));

CREATE INDEX unit_in_name_order ON public.accounts_organisationunit USING btree (sort_key, id);

CREATE UNIQUE INDEX user_email_is_unique_in_any_case ON public.accounts_user USING btree (lower((email)::text));

CREATE INDEX user_in_name_order ON public.accounts_user USING btree (sort_key, id);

CREATE INDEX user_in_order_of_last_login ON public.accounts_user USING btree (last_login_key, id);

CREATE INDEX user_search ON public.accounts_user USING gin (search_folded public.gin_trgm_ops);

CREATE INDEX user_search_words ON public.accounts_user USING gin (search_words);

CREATE INDEX usersessions_usersession_session_key_fd35de43_like ON public.usersessions_usersession USING btree (session_key varchar_pattern_ops);

CREATE INDEX usersessions_usersession_user_id_af5e0a6d ON public.usersessions_usersession USING btree (user_id);

CREATE STATISTICS public.application_filters_together ON call_id, status, holder, kind FROM public.grants_application;
ALTER STATISTICS public.application_filters_together SET STATISTICS 1000;

CREATE STATISTICS public.award_filters_together ON budget_line_id, status, end_reason, call_id FROM public.grants_award;
ALTER STATISTICS public.award_filters_together SET STATISTICS 1000;

CREATE STATISTICS public.startup_filters_together ON kind, stage_id, status, (verified_at IS NULL) FROM public.startups_startup;

CREATE STATISTICS public.tranche_filters_together ON status, call_id FROM public.grants_tranche;

CREATE TRIGGER application_startup_follows AFTER UPDATE OF name, kind, area_id, sector_ids ON public.startups_startup FOR EACH ROW WHEN ((((old.name)::text IS DISTINCT FROM (new.name)::text) OR ((old.kind)::text IS DISTINCT FROM (new.kind)::text) OR (old.area_id IS DISTINCT FROM new.area_id) OR (old.sector_ids IS DISTINCT FROM new.sector_ids))) EXECUTE FUNCTION public.application_startup_follows();

CREATE TRIGGER award_publication_follows AFTER UPDATE OF status, archived_at ON public.startups_startup FOR EACH ROW WHEN (((((old.status)::text = 'public'::text) AND (old.archived_at IS NULL)) IS DISTINCT FROM (((new.status)::text = 'public'::text) AND (new.archived_at IS NULL)))) EXECUTE FUNCTION public.award_publication_follows();

CREATE TRIGGER page_source_columns AFTER UPDATE ON public.grants_application FOR EACH ROW WHEN (((((((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.startup_id IS DISTINCT FROM new.startup_id)) OR (old.call_id IS DISTINCT FROM new.call_id)) OR (old.area_id IS DISTINCT FROM new.area_id)) OR (old.submitted_at IS DISTINCT FROM new.submitted_at))) EXECUTE FUNCTION public.note_page_source_change();

CREATE TRIGGER page_source_rows AFTER INSERT OR DELETE OR UPDATE ON public.accounts_organisationunit FOR EACH ROW EXECUTE FUNCTION public.note_page_source_change();

CREATE TRIGGER page_source_rows AFTER INSERT OR DELETE OR UPDATE ON public.communication_newsitem FOR EACH ROW EXECUTE FUNCTION public.note_page_source_change();

CREATE TRIGGER page_source_rows AFTER INSERT OR DELETE OR UPDATE ON public.core_figurechange FOR EACH ROW EXECUTE FUNCTION public.note_page_source_change();

CREATE TRIGGER page_source_rows AFTER INSERT OR DELETE OR UPDATE ON public.grants_amendment FOR EACH ROW EXECUTE FUNCTION public.note_page_source_change();

CREATE TRIGGER page_source_rows AFTER INSERT OR DELETE ON public.grants_application FOR EACH ROW EXECUTE FUNCTION public.note_page_source_change();

CREATE TRIGGER page_source_rows AFTER INSERT OR DELETE OR UPDATE ON public.grants_award FOR EACH ROW EXECUTE FUNCTION public.note_page_source_change();

CREATE TRIGGER page_source_rows AFTER INSERT OR DELETE OR UPDATE ON public.grants_call FOR EACH ROW EXECUTE FUNCTION public.note_page_source_change();

CREATE TRIGGER page_source_rows AFTER INSERT OR DELETE OR UPDATE ON public.grants_criterion FOR EACH ROW EXECUTE FUNCTION public.note_page_source_change();

CREATE TRIGGER page_source_rows AFTER INSERT OR DELETE OR UPDATE ON public.grants_disbursement FOR EACH ROW EXECUTE FUNCTION public.note_page_source_change();

CREATE TRIGGER page_source_rows AFTER INSERT OR DELETE OR UPDATE ON public.grants_requireddocument FOR EACH ROW EXECUTE FUNCTION public.note_page_source_change();

CREATE TRIGGER page_source_rows AFTER INSERT OR DELETE OR UPDATE ON public.plan_budgetline FOR EACH ROW EXECUTE FUNCTION public.note_page_source_change();

CREATE TRIGGER page_source_rows AFTER INSERT OR DELETE OR UPDATE ON public.plan_documentrequirement FOR EACH ROW EXECUTE FUNCTION public.note_page_source_change();

CREATE TRIGGER page_source_rows AFTER INSERT OR DELETE OR UPDATE ON public.plan_indicator FOR EACH ROW EXECUTE FUNCTION public.note_page_source_change();

CREATE TRIGGER page_source_rows AFTER INSERT OR DELETE OR UPDATE ON public.plan_measurement FOR EACH ROW EXECUTE FUNCTION public.note_page_source_change();

CREATE TRIGGER page_source_rows AFTER INSERT OR DELETE OR UPDATE ON public.plan_pillar FOR EACH ROW EXECUTE FUNCTION public.note_page_source_change();

CREATE TRIGGER page_source_rows AFTER INSERT OR DELETE OR UPDATE ON public.plan_scheme FOR EACH ROW EXECUTE FUNCTION public.note_page_source_change();

CREATE TRIGGER page_source_rows AFTER INSERT OR DELETE OR UPDATE ON public.plan_supportpolicy FOR EACH ROW EXECUTE FUNCTION public.note_page_source_change();

CREATE TRIGGER page_source_rows AFTER INSERT OR DELETE OR UPDATE ON public.plan_supportpolicy_sectors FOR EACH ROW EXECUTE FUNCTION public.note_page_source_change();

CREATE TRIGGER page_source_rows AFTER INSERT OR DELETE OR UPDATE ON public.plan_supportpolicyevent FOR EACH ROW EXECUTE FUNCTION public.note_page_source_change();

CREATE TRIGGER page_source_rows AFTER INSERT OR DELETE OR UPDATE ON public.plan_target FOR EACH ROW EXECUTE FUNCTION public.note_page_source_change();

CREATE TRIGGER page_source_rows AFTER INSERT OR DELETE OR UPDATE ON public.reference_area FOR EACH ROW EXECUTE FUNCTION public.note_page_source_change();

CREATE TRIGGER page_source_rows AFTER INSERT OR DELETE OR UPDATE ON public.reference_historyseries FOR EACH ROW EXECUTE FUNCTION public.note_page_source_change();

CREATE TRIGGER page_source_rows AFTER INSERT OR DELETE OR UPDATE ON public.reference_historyvalue FOR EACH ROW EXECUTE FUNCTION public.note_page_source_change();

CREATE TRIGGER page_source_rows AFTER INSERT OR DELETE OR UPDATE ON public.reference_sector FOR EACH ROW EXECUTE FUNCTION public.note_page_source_change();

CREATE TRIGGER page_source_rows AFTER INSERT OR DELETE OR UPDATE ON public.reference_term FOR EACH ROW EXECUTE FUNCTION public.note_page_source_change();

CREATE TRIGGER page_source_rows AFTER INSERT OR DELETE OR UPDATE ON public.startups_consent FOR EACH ROW EXECUTE FUNCTION public.note_page_source_change();

CREATE TRIGGER page_source_rows AFTER INSERT OR DELETE OR UPDATE ON public.startups_fundinground FOR EACH ROW EXECUTE FUNCTION public.note_page_source_change();

CREATE TRIGGER page_source_rows AFTER INSERT OR DELETE OR UPDATE ON public.startups_logo FOR EACH ROW EXECUTE FUNCTION public.note_page_source_change();

CREATE TRIGGER page_source_rows AFTER INSERT OR DELETE OR UPDATE ON public.startups_organisation FOR EACH ROW EXECUTE FUNCTION public.note_page_source_change();

CREATE TRIGGER page_source_rows AFTER INSERT OR DELETE OR UPDATE ON public.startups_presentation FOR EACH ROW EXECUTE FUNCTION public.note_page_source_change();

CREATE TRIGGER page_source_rows AFTER INSERT OR DELETE OR UPDATE ON public.startups_startup FOR EACH ROW EXECUTE FUNCTION public.note_page_source_change();

CREATE TRIGGER page_source_rows AFTER INSERT OR DELETE OR UPDATE ON public.startups_startup_sectors FOR EACH ROW EXECUTE FUNCTION public.note_page_source_change();

CREATE TRIGGER pgtrigger_amount_not_deleted_409d2 BEFORE DELETE ON public.plan_plannedamount FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_amount_not_deleted_409d2();

COMMENT ON TRIGGER pgtrigger_amount_not_deleted_409d2 ON public.plan_plannedamount IS 'c4f49e86be716dec8b629c8d4fd9c771a09514d0';

CREATE TRIGGER pgtrigger_append_only_023b4 BEFORE DELETE OR UPDATE ON public.communication_newsitemevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_023b4();

COMMENT ON TRIGGER pgtrigger_append_only_023b4 ON public.communication_newsitemevent IS '66c5d4a46af6934a0eeccc8f21a6970bbac4fc1d';

CREATE TRIGGER pgtrigger_append_only_07f72 BEFORE DELETE OR UPDATE ON public.grants_contractevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_07f72();

COMMENT ON TRIGGER pgtrigger_append_only_07f72 ON public.grants_contractevent IS '72b2d057a47fdf0fe53ee064a4d951cd45058253';

CREATE TRIGGER pgtrigger_append_only_0af7e BEFORE DELETE OR UPDATE ON public.accounts_rolegrantevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_0af7e();

COMMENT ON TRIGGER pgtrigger_append_only_0af7e ON public.accounts_rolegrantevent IS '9e90105cc081df41513a450b44da6f9c22d10503';

CREATE TRIGGER pgtrigger_append_only_134eb BEFORE DELETE OR UPDATE ON public.grants_awardevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_134eb();

COMMENT ON TRIGGER pgtrigger_append_only_134eb ON public.grants_awardevent IS 'd8642c4443d5ddbe560eab2dc061c372618e2c46';

CREATE TRIGGER pgtrigger_append_only_17787 BEFORE DELETE OR UPDATE ON public.grants_applicationevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_17787();

COMMENT ON TRIGGER pgtrigger_append_only_17787 ON public.grants_applicationevent IS 'fdb687b4da3fa75b0a92c74851fc9491a088689c';

CREATE TRIGGER pgtrigger_append_only_177fd BEFORE DELETE OR UPDATE ON public.plan_timelimitevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_177fd();

COMMENT ON TRIGGER pgtrigger_append_only_177fd ON public.plan_timelimitevent IS '4790db8d7a3834b6ec9a61f227e114d224e685e2';

CREATE TRIGGER pgtrigger_append_only_256fa BEFORE DELETE OR UPDATE ON public.plan_pillarevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_256fa();

COMMENT ON TRIGGER pgtrigger_append_only_256fa ON public.plan_pillarevent IS '971e6b5725d14c81e8aeeb42016b32fc53bd1f4c';

CREATE TRIGGER pgtrigger_append_only_315e9 BEFORE DELETE OR UPDATE ON public.questionnaires_questionnaireevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_315e9();

COMMENT ON TRIGGER pgtrigger_append_only_315e9 ON public.questionnaires_questionnaireevent IS '1f476a2bed6ea931c005a2cf21e861fdc6fe9255';

CREATE TRIGGER pgtrigger_append_only_3e49e BEFORE DELETE OR UPDATE ON public.plan_periodcorrection FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_3e49e();

COMMENT ON TRIGGER pgtrigger_append_only_3e49e ON public.plan_periodcorrection IS '3bef0fad7a2d034ed084a202a6b94b0b64284e35';

CREATE TRIGGER pgtrigger_append_only_402f1 BEFORE DELETE OR UPDATE ON public.reference_holidayevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_402f1();

COMMENT ON TRIGGER pgtrigger_append_only_402f1 ON public.reference_holidayevent IS '5d26712907133a8bd54cbbb2fb10995612cf3eed';

CREATE TRIGGER pgtrigger_append_only_45b21 BEFORE DELETE OR UPDATE ON public.accounts_userevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_45b21();

COMMENT ON TRIGGER pgtrigger_append_only_45b21 ON public.accounts_userevent IS '9e9498e73f6fbdf2642fb33fa14189f1ad2382c8';

CREATE TRIGGER pgtrigger_append_only_487ac BEFORE DELETE OR UPDATE ON public.grants_annexchange FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_487ac();

COMMENT ON TRIGGER pgtrigger_append_only_487ac ON public.grants_annexchange IS 'f4f8ad667a817882629f98e82d8a8e596b5115b6';

CREATE TRIGGER pgtrigger_append_only_53bce BEFORE DELETE OR UPDATE ON public.startups_organisationevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_53bce();

COMMENT ON TRIGGER pgtrigger_append_only_53bce ON public.startups_organisationevent IS '67ca4f4ba2fe1d9635e57170489e2bf105033936';

CREATE TRIGGER pgtrigger_append_only_56d4a BEFORE DELETE OR UPDATE ON public.plan_supportpolicyevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_56d4a();

COMMENT ON TRIGGER pgtrigger_append_only_56d4a ON public.plan_supportpolicyevent IS '8ef5289b6cd2380e66e1fbbf9df67b60cea83abd';

CREATE TRIGGER pgtrigger_append_only_59ca2 BEFORE DELETE OR UPDATE ON public.reference_areaevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_59ca2();

COMMENT ON TRIGGER pgtrigger_append_only_59ca2 ON public.reference_areaevent IS 'fc8b7ae57078b57df00eaf883cff69eb6e83d360';

CREATE TRIGGER pgtrigger_append_only_6664b BEFORE DELETE OR UPDATE ON public.plan_documentrequirementevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_6664b();

COMMENT ON TRIGGER pgtrigger_append_only_6664b ON public.plan_documentrequirementevent IS '8ae313bb9cff6b90bc07e783773e950ab23c436e';

CREATE TRIGGER pgtrigger_append_only_67745 BEFORE DELETE OR UPDATE ON public.questionnaires_questionnaireversionevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_67745();

COMMENT ON TRIGGER pgtrigger_append_only_67745 ON public.questionnaires_questionnaireversionevent IS 'e8d52231e50a10adaed6a275079682c8f0d478cd';

CREATE TRIGGER pgtrigger_append_only_78981 BEFORE DELETE OR UPDATE ON public.grants_callevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_78981();

COMMENT ON TRIGGER pgtrigger_append_only_78981 ON public.grants_callevent IS 'fc6ed272ed10ad79cecc41b28486cf19bf03c42b';

CREATE TRIGGER pgtrigger_append_only_79673 BEFORE DELETE OR UPDATE ON public.grants_contractannex FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_79673();

COMMENT ON TRIGGER pgtrigger_append_only_79673 ON public.grants_contractannex IS '6500ad888b1c45e4d369949a40668cab7e847657';

CREATE TRIGGER pgtrigger_append_only_7fb06 BEFORE DELETE OR UPDATE ON public.reports_contributionevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_7fb06();

COMMENT ON TRIGGER pgtrigger_append_only_7fb06 ON public.reports_contributionevent IS 'fc5d95e3b7d9f07b9b58ae8879a8d38e1e93f557';

CREATE TRIGGER pgtrigger_append_only_81603 BEFORE DELETE OR UPDATE ON public.reports_reportingperiodevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_81603();

COMMENT ON TRIGGER pgtrigger_append_only_81603 ON public.reports_reportingperiodevent IS 'f8971e444a0cf32b5d7f7b801d9157fc308d50c9';

CREATE TRIGGER pgtrigger_append_only_83241 BEFORE DELETE OR UPDATE ON public.reference_historyvalueevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_83241();

COMMENT ON TRIGGER pgtrigger_append_only_83241 ON public.reference_historyvalueevent IS 'c2e5cb7cfcacaf33beb184ee3a6e6a060f4c7401';

CREATE TRIGGER pgtrigger_append_only_84c88 BEFORE DELETE OR UPDATE ON public.feedback_feedbackevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_84c88();

COMMENT ON TRIGGER pgtrigger_append_only_84c88 ON public.feedback_feedbackevent IS 'f722207f5bf9ee902a5e21f3fd2e356ed12dfbc9';

CREATE TRIGGER pgtrigger_append_only_889eb BEFORE DELETE OR UPDATE ON public.grants_amendment FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_889eb();

COMMENT ON TRIGGER pgtrigger_append_only_889eb ON public.grants_amendment IS 'af863413f05067a96f039d850e681ff5a4bb13df';

CREATE TRIGGER pgtrigger_append_only_8c7e7 BEFORE DELETE OR UPDATE ON public.plan_budgetlineevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_8c7e7();

COMMENT ON TRIGGER pgtrigger_append_only_8c7e7 ON public.plan_budgetlineevent IS '579d8fd2c483401165756fc791fcad10627048ba';

CREATE TRIGGER pgtrigger_append_only_97da0 BEFORE DELETE OR UPDATE ON public.core_auditentry FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_97da0();

COMMENT ON TRIGGER pgtrigger_append_only_97da0 ON public.core_auditentry IS '6b2652b5bb5129424469034ae53d5116f56d3e42';

CREATE TRIGGER pgtrigger_append_only_98c62 BEFORE DELETE OR UPDATE ON public.startups_presentationevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_98c62();

COMMENT ON TRIGGER pgtrigger_append_only_98c62 ON public.startups_presentationevent IS '4dfd0544926ccc9a4fc7edecb48a05998d3ee517';

CREATE TRIGGER pgtrigger_append_only_9c93f BEFORE DELETE OR UPDATE ON public.plan_schemeevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_9c93f();

COMMENT ON TRIGGER pgtrigger_append_only_9c93f ON public.plan_schemeevent IS '6e4fedf3e9a141507f991b9fead70105a7f354f2';

CREATE TRIGGER pgtrigger_append_only_9cf74 BEFORE DELETE OR UPDATE ON public.plan_measurementevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_9cf74();

COMMENT ON TRIGGER pgtrigger_append_only_9cf74 ON public.plan_measurementevent IS 'f9ac678edf08e59ac8179ff9e6c036769b5f3267';

CREATE TRIGGER pgtrigger_append_only_9f4c9 BEFORE DELETE OR UPDATE ON public.plan_plannedamountevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_9f4c9();

COMMENT ON TRIGGER pgtrigger_append_only_9f4c9 ON public.plan_plannedamountevent IS 'c493879e2b61b6ac2354fffb35fb3f5d65d21b4e';

CREATE TRIGGER pgtrigger_append_only_ac6f9 BEFORE DELETE OR UPDATE ON public.reference_sectorevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_ac6f9();

COMMENT ON TRIGGER pgtrigger_append_only_ac6f9 ON public.reference_sectorevent IS 'bb6d1023e4942c7a29f94fcf90d094df2c2c51bc';

CREATE TRIGGER pgtrigger_append_only_ae6a3 BEFORE DELETE OR UPDATE ON public.accounts_organisationunitevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_ae6a3();

COMMENT ON TRIGGER pgtrigger_append_only_ae6a3 ON public.accounts_organisationunitevent IS '3803f43d213365800f309eb156751348efa5276e';

CREATE TRIGGER pgtrigger_append_only_aef28 BEFORE DELETE OR UPDATE ON public.reference_termevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_aef28();

COMMENT ON TRIGGER pgtrigger_append_only_aef28 ON public.reference_termevent IS 'f18f1c963b81fb0bc2e8e625a3cc534526fa97d1';

CREATE TRIGGER pgtrigger_append_only_bcbce BEFORE DELETE OR UPDATE ON public.grants_trancheevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_bcbce();

COMMENT ON TRIGGER pgtrigger_append_only_bcbce ON public.grants_trancheevent IS '012aac2f132d74946806e80aef7d23d64d53c395';

CREATE TRIGGER pgtrigger_append_only_bcc06 BEFORE DELETE OR UPDATE ON public.plan_indicatorevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_bcc06();

COMMENT ON TRIGGER pgtrigger_append_only_bcc06 ON public.plan_indicatorevent IS '1a067191759223a0d8b206717715c0fa72f6f7ce';

CREATE TRIGGER pgtrigger_append_only_c0d84 BEFORE DELETE OR UPDATE ON public.startups_fundingroundevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_c0d84();

COMMENT ON TRIGGER pgtrigger_append_only_c0d84 ON public.startups_fundingroundevent IS '7bc0982feb2d726db2ac1e6ccf29094edd2ee782';

CREATE TRIGGER pgtrigger_append_only_c32d6 BEFORE DELETE OR UPDATE ON public.grants_reversalevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_c32d6();

COMMENT ON TRIGGER pgtrigger_append_only_c32d6 ON public.grants_reversalevent IS '3b94ccf938ea387fffdf4872910989582131f638';

CREATE TRIGGER pgtrigger_append_only_ce0a8 BEFORE DELETE OR UPDATE ON public.grants_deadlineextension FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_ce0a8();

COMMENT ON TRIGGER pgtrigger_append_only_ce0a8 ON public.grants_deadlineextension IS '45aa5c3bade3872e9d86b2efe6f44a5e532e0b6e';

CREATE TRIGGER pgtrigger_append_only_cfadd BEFORE DELETE OR UPDATE ON public.startups_startupevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_cfadd();

COMMENT ON TRIGGER pgtrigger_append_only_cfadd ON public.startups_startupevent IS '79b031ed842a886208db1b4ed36d1c0f234ee4b6';

CREATE TRIGGER pgtrigger_append_only_d0e19 BEFORE DELETE OR UPDATE ON public.reference_historyseriesevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_d0e19();

COMMENT ON TRIGGER pgtrigger_append_only_d0e19 ON public.reference_historyseriesevent IS 'd8ba3ed31eb8f905a470d83387551f48c67ff064';

CREATE TRIGGER pgtrigger_append_only_d330a BEFORE DELETE OR UPDATE ON public.startups_consentevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_d330a();

COMMENT ON TRIGGER pgtrigger_append_only_d330a ON public.startups_consentevent IS '4a4f275f1821c6947e1ea2cfb44aefeaea1e1e0c';

CREATE TRIGGER pgtrigger_append_only_d3d6c BEFORE DELETE OR UPDATE ON public.grants_disbursementevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_d3d6c();

COMMENT ON TRIGGER pgtrigger_append_only_d3d6c ON public.grants_disbursementevent IS '1b12e7f084887add32d788848befb7c9c9e29f27';

CREATE TRIGGER pgtrigger_append_only_d5804 BEFORE DELETE OR UPDATE ON public.plan_targetevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_d5804();

COMMENT ON TRIGGER pgtrigger_append_only_d5804 ON public.plan_targetevent IS '025c8f9fc2779b836640304bbe2fb0da95a40ca6';

CREATE TRIGGER pgtrigger_append_only_d930e BEFORE DELETE OR UPDATE ON public.grants_checklistitemevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_d930e();

COMMENT ON TRIGGER pgtrigger_append_only_d930e ON public.grants_checklistitemevent IS 'b85cd86dd6ffc13840cceee45bc48bbb63adc7b1';

CREATE TRIGGER pgtrigger_append_only_deba0 BEFORE DELETE OR UPDATE ON public.plan_legaldocumentevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_deba0();

COMMENT ON TRIGGER pgtrigger_append_only_deba0 ON public.plan_legaldocumentevent IS 'dead773a359d1bb98fceaa1918e154dbb37ee5a3';

CREATE TRIGGER pgtrigger_append_only_e8b92 BEFORE DELETE OR UPDATE ON public.startups_membershipevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_e8b92();

COMMENT ON TRIGGER pgtrigger_append_only_e8b92 ON public.startups_membershipevent IS '724039b4238ac2b73988488708ff73d7327e5ab4';

CREATE TRIGGER pgtrigger_append_only_edba8 BEFORE DELETE OR UPDATE ON public.feedback_earlieranswer FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_edba8();

COMMENT ON TRIGGER pgtrigger_append_only_edba8 ON public.feedback_earlieranswer IS '4bfe12ddfb482cf7837d66044f3278412eecba00';

CREATE TRIGGER pgtrigger_append_only_f091b BEFORE DELETE OR UPDATE ON public.grants_reviewevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_f091b();

COMMENT ON TRIGGER pgtrigger_append_only_f091b ON public.grants_reviewevent IS '1426b55d2bbaee1297e29cc57ce7f1df692e8e2c';

CREATE TRIGGER pgtrigger_append_only_f151a BEFORE DELETE OR UPDATE ON public.startups_logoevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_f151a();

COMMENT ON TRIGGER pgtrigger_append_only_f151a ON public.startups_logoevent IS 'bf352d834e772db078383e2bfb109aedea921add';

CREATE TRIGGER pgtrigger_append_only_f24f2 BEFORE DELETE OR UPDATE ON public.grants_completionevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_f24f2();

COMMENT ON TRIGGER pgtrigger_append_only_f24f2 ON public.grants_completionevent IS 'b119938369779a30d12560da4cdb5283361e3daa';

CREATE TRIGGER pgtrigger_authors_do_not_approve_03d9c BEFORE INSERT OR UPDATE ON public.startups_fundinground FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_authors_do_not_approve_03d9c();

COMMENT ON TRIGGER pgtrigger_authors_do_not_approve_03d9c ON public.startups_fundinground IS '914b277bc0819babe86860f1df4c4f0509b6ff11';

CREATE TRIGGER pgtrigger_authors_do_not_approve_14d5c BEFORE INSERT OR UPDATE ON public.plan_measurement FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_authors_do_not_approve_14d5c();

COMMENT ON TRIGGER pgtrigger_authors_do_not_approve_14d5c ON public.plan_measurement IS '8d3678a27ee15dbbc0b72fc57fc398d9d2abb28c';

CREATE TRIGGER pgtrigger_authors_do_not_approve_44e48 BEFORE INSERT OR UPDATE ON public.reports_contribution FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_authors_do_not_approve_44e48();

COMMENT ON TRIGGER pgtrigger_authors_do_not_approve_44e48 ON public.reports_contribution IS '641ef564ff3a43a4c925d7bfc6b22f96c68b671f';

CREATE TRIGGER pgtrigger_authors_do_not_approve_4f9a9 BEFORE INSERT OR UPDATE ON public.plan_target FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_authors_do_not_approve_4f9a9();

COMMENT ON TRIGGER pgtrigger_authors_do_not_approve_4f9a9 ON public.plan_target IS '5178340cdc66b5d4012e6e301a90b4e63a0e4f21';

CREATE TRIGGER pgtrigger_authors_do_not_approve_6ea4a BEFORE INSERT OR UPDATE ON public.plan_plannedamount FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_authors_do_not_approve_6ea4a();

COMMENT ON TRIGGER pgtrigger_authors_do_not_approve_6ea4a ON public.plan_plannedamount IS 'a6e8d5ac2839d7512fcc969be865e49b35ce6d6f';

CREATE TRIGGER pgtrigger_authors_do_not_approve_83687 BEFORE INSERT OR UPDATE ON public.startups_startup FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_authors_do_not_approve_83687();

COMMENT ON TRIGGER pgtrigger_authors_do_not_approve_83687 ON public.startups_startup IS '7ac056c9a7dd26cbab26629a18b2a881ca74009d';

CREATE TRIGGER pgtrigger_authors_do_not_approve_a5a90 BEFORE INSERT OR UPDATE ON public.grants_tranche FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_authors_do_not_approve_a5a90();

COMMENT ON TRIGGER pgtrigger_authors_do_not_approve_a5a90 ON public.grants_tranche IS 'ea0a0a1a39abf4bc342c51169e5b02f5492ba80b';

CREATE TRIGGER pgtrigger_authors_do_not_approve_bb674 BEFORE INSERT OR UPDATE ON public.grants_award FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_authors_do_not_approve_bb674();

COMMENT ON TRIGGER pgtrigger_authors_do_not_approve_bb674 ON public.grants_award IS '402c6efdc26e7f704686fc584206933419f4b7e5';

CREATE TRIGGER pgtrigger_authors_do_not_approve_c2842 BEFORE INSERT OR UPDATE ON public.grants_application FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_authors_do_not_approve_c2842();

COMMENT ON TRIGGER pgtrigger_authors_do_not_approve_c2842 ON public.grants_application IS '77edff970938745f0211a0e84fdd827b8885291b';

CREATE TRIGGER pgtrigger_award_and_reviews_follow_5db2b AFTER UPDATE ON public.grants_application FOR EACH ROW WHEN (((old.call_id IS DISTINCT FROM new.call_id) OR (old.number_key IS DISTINCT FROM new.number_key) OR (old.search_folded IS DISTINCT FROM new.search_folded) OR (old.startup_id IS DISTINCT FROM new.startup_id) OR ((old.startup_name)::text IS DISTINCT FROM (new.startup_name)::text))) EXECUTE FUNCTION public.pgtrigger_award_and_reviews_follow_5db2b();

COMMENT ON TRIGGER pgtrigger_award_and_reviews_follow_5db2b ON public.grants_application IS '380c2c9eca7cace200bbda2a5d0c9baa13787c21';

CREATE TRIGGER pgtrigger_award_follows_the_result_ef76f AFTER UPDATE ON public.grants_application FOR EACH ROW WHEN (((((old.status)::text = ANY ((ARRAY['accepted'::character varying, 'closed'::character varying])::text[])) AND (NOT ((new.status)::text = ANY ((ARRAY['accepted'::character varying, 'closed'::character varying])::text[])))) OR ((NOT ((old.status)::text = ANY ((ARRAY['accepted'::character varying, 'closed'::character varying])::text[]))) AND ((new.status)::text = ANY ((ARRAY['accepted'::character varying, 'closed'::character varying])::text[]))))) EXECUTE FUNCTION public.pgtrigger_award_follows_the_result_ef76f();

COMMENT ON TRIGGER pgtrigger_award_follows_the_result_ef76f ON public.grants_application IS '82fb20d81148a53d062a17ba96ad007096669e49';

CREATE TRIGGER pgtrigger_award_is_copied_81158 BEFORE INSERT OR UPDATE OF budget_line_id, stage_id, result_accepted ON public.grants_disbursement FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_award_is_copied_81158();

COMMENT ON TRIGGER pgtrigger_award_is_copied_81158 ON public.grants_disbursement IS '3da32d6b3fa1f3a1f75c2195916ee2c2a41eacc4';

CREATE TRIGGER pgtrigger_call_and_words_are_copied_98a55 BEFORE INSERT OR UPDATE OF application_id, call_id, search_folded, number_key, startup_name, startup_id, stage_id, startup_is_public, result_accepted ON public.grants_award FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_call_and_words_are_copied_98a55();

COMMENT ON TRIGGER pgtrigger_call_and_words_are_copied_98a55 ON public.grants_award IS 'a22f93bd5e684ccd1392b32ea1ffd0ba1fcf62f9';

CREATE TRIGGER pgtrigger_call_and_words_are_copied_e6d6a BEFORE INSERT OR UPDATE OF contract_id, call_id, search_folded, number_key, startup_name, charged_line_id ON public.grants_tranche FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_call_and_words_are_copied_e6d6a();

COMMENT ON TRIGGER pgtrigger_call_and_words_are_copied_e6d6a ON public.grants_tranche IS '8d8ad33d2ef048764dde5f78c197eecb03b958c4';

CREATE TRIGGER pgtrigger_closed_response_is_frozen_2dcd4 BEFORE INSERT OR DELETE OR UPDATE ON public.questionnaires_answer FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_closed_response_is_frozen_2dcd4();

COMMENT ON TRIGGER pgtrigger_closed_response_is_frozen_2dcd4 ON public.questionnaires_answer IS 'd44661abf10432d638e1a579725fa8952fab7008';

CREATE TRIGGER pgtrigger_closed_response_is_frozen_79f7d BEFORE INSERT OR DELETE OR UPDATE ON public.questionnaires_answerfile FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_closed_response_is_frozen_79f7d();

COMMENT ON TRIGGER pgtrigger_closed_response_is_frozen_79f7d ON public.questionnaires_answerfile IS '66165cd23eea9baa23f45d8c9e7a6314e1194b20';

CREATE TRIGGER pgtrigger_day_goes_to_the_tranche_e5bb6 AFTER INSERT OR UPDATE OF is_effective ON public.grants_disbursement FOR EACH ROW WHEN ((new.reverses_id IS NULL)) EXECUTE FUNCTION public.pgtrigger_day_goes_to_the_tranche_e5bb6();

COMMENT ON TRIGGER pgtrigger_day_goes_to_the_tranche_e5bb6 ON public.grants_disbursement IS '1f408cc89f8f4cdfc4b1159f7512f884a303cf86';

CREATE TRIGGER pgtrigger_day_of_the_answer_is_frozen_078e4 BEFORE UPDATE OF answered_at ON public.feedback_feedback FOR EACH ROW WHEN (((old.status)::text = 'answered'::text)) EXECUTE FUNCTION public.pgtrigger_day_of_the_answer_is_frozen_078e4();

COMMENT ON TRIGGER pgtrigger_day_of_the_answer_is_frozen_078e4 ON public.feedback_feedback IS 'a7a398d9ee4e488edab76e19f841b901a58f9fbe';

CREATE TRIGGER pgtrigger_day_of_the_payment_is_copied_b8e09 BEFORE INSERT OR UPDATE OF paid_on ON public.grants_tranche FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_day_of_the_payment_is_copied_b8e09();

COMMENT ON TRIGGER pgtrigger_day_of_the_payment_is_copied_b8e09 ON public.grants_tranche IS '65fb31bbec51488ca3961ae04ddd39d52fe10cb1';

CREATE TRIGGER pgtrigger_delete_delete_1bde7 AFTER DELETE ON public.startups_logo FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_1bde7();

COMMENT ON TRIGGER pgtrigger_delete_delete_1bde7 ON public.startups_logo IS '3f4cc6d0b8f0d626786068fdf0e966d685b08978';

CREATE TRIGGER pgtrigger_delete_delete_31310 AFTER DELETE ON public.reference_holiday FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_31310();

COMMENT ON TRIGGER pgtrigger_delete_delete_31310 ON public.reference_holiday IS '830ac9842535bc9b93926aecea189f8b0da982b6';

CREATE TRIGGER pgtrigger_delete_delete_68024 AFTER DELETE ON public.startups_fundinground FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_68024();

COMMENT ON TRIGGER pgtrigger_delete_delete_68024 ON public.startups_fundinground IS '90ee4b93c51812a55a44f60e7081b7e4681c8ee6';

CREATE TRIGGER pgtrigger_delete_delete_71439 AFTER DELETE ON public.startups_membership FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_71439();

COMMENT ON TRIGGER pgtrigger_delete_delete_71439 ON public.startups_membership IS '0197962d46d93dd03598dc4b349a345167fb26e8';

CREATE TRIGGER pgtrigger_due_day_of_reviews_follows_4a8d8 AFTER UPDATE ON public.grants_application FOR EACH ROW WHEN (((((old.status)::text = 'evaluating'::text) OR ((new.status)::text = 'evaluating'::text)) AND (((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.due_on IS DISTINCT FROM new.due_on)))) EXECUTE FUNCTION public.pgtrigger_due_day_of_reviews_follows_4a8d8();

COMMENT ON TRIGGER pgtrigger_due_day_of_reviews_follows_4a8d8 ON public.grants_application IS '8103de802a1ffb229d94788bd6cb7f18ed2fa2c5';

CREATE CONSTRAINT TRIGGER pgtrigger_due_within_contract_cbd7b AFTER UPDATE OF due_on ON public.grants_tranche DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_due_within_contract_cbd7b();

COMMENT ON TRIGGER pgtrigger_due_within_contract_cbd7b ON public.grants_tranche IS '179abbc2019b68eb731d8cfa0c590e587e4513a4';

CREATE TRIGGER pgtrigger_feedback_not_deleted_bb3e9 BEFORE DELETE ON public.feedback_feedback FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_feedback_not_deleted_bb3e9();

COMMENT ON TRIGGER pgtrigger_feedback_not_deleted_bb3e9 ON public.feedback_feedback IS 'b64be884ec6a4be28ddad00f1ded4ae56edcbe3f';

CREATE TRIGGER pgtrigger_figures_change_by_row_01e1e AFTER INSERT OR DELETE ON public.grants_award FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_figures_change_by_row_01e1e();

COMMENT ON TRIGGER pgtrigger_figures_change_by_row_01e1e ON public.grants_award IS 'aeff6dde09e20e0aa37aa7c34b2480c37553db69';

CREATE TRIGGER pgtrigger_figures_change_by_row_93536 AFTER INSERT OR DELETE ON public.reference_holiday FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_figures_change_by_row_93536();

COMMENT ON TRIGGER pgtrigger_figures_change_by_row_93536 ON public.reference_holiday IS 'ad053afc30d560b47e264d59512fe9e379efeb15';

CREATE TRIGGER pgtrigger_figures_change_by_update_3a23c AFTER UPDATE ON public.grants_application FOR EACH ROW WHEN ((old.call_id IS DISTINCT FROM new.call_id)) EXECUTE FUNCTION public.pgtrigger_figures_change_by_update_3a23c();

COMMENT ON TRIGGER pgtrigger_figures_change_by_update_3a23c ON public.grants_application IS '2a859f08f1f8495a3bb245c371ae28f3e3f04c70';

CREATE TRIGGER pgtrigger_figures_change_by_update_4b8b9 AFTER UPDATE ON public.grants_award FOR EACH ROW WHEN (((old.application_id IS DISTINCT FROM new.application_id) OR (old.decided_at IS DISTINCT FROM new.decided_at) OR ((old.status)::text IS DISTINCT FROM (new.status)::text))) EXECUTE FUNCTION public.pgtrigger_figures_change_by_update_4b8b9();

COMMENT ON TRIGGER pgtrigger_figures_change_by_update_4b8b9 ON public.grants_award IS 'ed1d86cd57cd0aa821e78e7f61d0f04fb1ec24d9';

CREATE TRIGGER pgtrigger_figures_change_by_update_50c8a AFTER UPDATE ON public.grants_stepclock FOR EACH ROW WHEN ((((new.step)::text = 'completion'::text) AND ((old.ended_on IS DISTINCT FROM new.ended_on) OR (old.started_on IS DISTINCT FROM new.started_on)))) EXECUTE FUNCTION public.pgtrigger_figures_change_by_update_50c8a();

COMMENT ON TRIGGER pgtrigger_figures_change_by_update_50c8a ON public.grants_stepclock IS 'c7b370ac5113603a76a732283d928cf30cfa9bb1';

CREATE TRIGGER pgtrigger_figures_change_by_update_565b5 AFTER UPDATE ON public.reference_holiday FOR EACH ROW WHEN (((old.day IS DISTINCT FROM new.day) OR ((old.kind)::text IS DISTINCT FROM (new.kind)::text))) EXECUTE FUNCTION public.pgtrigger_figures_change_by_update_565b5();

COMMENT ON TRIGGER pgtrigger_figures_change_by_update_565b5 ON public.reference_holiday IS 'd10d0f8b2d1e15214de6f8263171aa56e1f66d3f';

CREATE TRIGGER pgtrigger_figures_change_by_update_f494b AFTER UPDATE ON public.grants_call FOR EACH ROW WHEN ((old.policy_id IS DISTINCT FROM new.policy_id)) EXECUTE FUNCTION public.pgtrigger_figures_change_by_update_f494b();

COMMENT ON TRIGGER pgtrigger_figures_change_by_update_f494b ON public.grants_call IS 'f7fb40b3794637bf9d50e8670937975ca3aa5482';

CREATE TRIGGER pgtrigger_file_is_frozen_c53c4 BEFORE DELETE OR UPDATE ON public.reports_reportfile FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_file_is_frozen_c53c4();

COMMENT ON TRIGGER pgtrigger_file_is_frozen_c53c4 ON public.reports_reportfile IS '105bf3953511b6497bea137633401a21026fc7a7';

CREATE TRIGGER pgtrigger_frozen_when_sent_0d9f6 BEFORE INSERT OR DELETE OR UPDATE ON public.grants_score FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_frozen_when_sent_0d9f6();

COMMENT ON TRIGGER pgtrigger_frozen_when_sent_0d9f6 ON public.grants_score IS 'e278829d19f187448b080f581c7f3c5407a12458';

CREATE TRIGGER pgtrigger_given_answer_is_kept_de119 BEFORE UPDATE OF answer, corrected_at ON public.feedback_feedback FOR EACH ROW WHEN (((old.status)::text = 'answered'::text)) EXECUTE FUNCTION public.pgtrigger_given_answer_is_kept_de119();

COMMENT ON TRIGGER pgtrigger_given_answer_is_kept_de119 ON public.feedback_feedback IS '8f360800173d4d03014258add13ea31272dab34e';

CREATE TRIGGER pgtrigger_insert_insert_0134a AFTER INSERT ON public.grants_completion FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_0134a();

COMMENT ON TRIGGER pgtrigger_insert_insert_0134a ON public.grants_completion IS 'b687fa90e6a0403b0a4049f5946510142ea821a2';

CREATE TRIGGER pgtrigger_insert_insert_02804 AFTER INSERT ON public.reference_area FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_02804();

COMMENT ON TRIGGER pgtrigger_insert_insert_02804 ON public.reference_area IS '76f2f0a927c133929455bc474cecee06f649998f';

CREATE TRIGGER pgtrigger_insert_insert_04868 AFTER INSERT ON public.reference_historyvalue FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_04868();

COMMENT ON TRIGGER pgtrigger_insert_insert_04868 ON public.reference_historyvalue IS 'a88021f45cf7e60646bc568bca2557ff0262362b';

CREATE TRIGGER pgtrigger_insert_insert_0909c AFTER INSERT ON public.grants_checklistitem FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_0909c();

COMMENT ON TRIGGER pgtrigger_insert_insert_0909c ON public.grants_checklistitem IS '8921aa2feafce7b519e06f47bd21189728f27d26';

CREATE TRIGGER pgtrigger_insert_insert_09c0c AFTER INSERT ON public.plan_indicator FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_09c0c();

COMMENT ON TRIGGER pgtrigger_insert_insert_09c0c ON public.plan_indicator IS '14b31aeb0668d914fd1ffd4dc6d3101297a75279';

CREATE TRIGGER pgtrigger_insert_insert_17405 AFTER INSERT ON public.communication_newsitem FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_17405();

COMMENT ON TRIGGER pgtrigger_insert_insert_17405 ON public.communication_newsitem IS '3f5f618b6c1baa9af069f4984820aaf49a59f291';

CREATE TRIGGER pgtrigger_insert_insert_1fb46 AFTER INSERT ON public.plan_plannedamount FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_1fb46();

COMMENT ON TRIGGER pgtrigger_insert_insert_1fb46 ON public.plan_plannedamount IS '8944b6b5c68df025ea8c25e8269ddbf1dc110f7d';

CREATE TRIGGER pgtrigger_insert_insert_25e94 AFTER INSERT ON public.questionnaires_questionnaire FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_25e94();

COMMENT ON TRIGGER pgtrigger_insert_insert_25e94 ON public.questionnaires_questionnaire IS 'd79e2cbe419249d34f3e5e87d8c60a7d981421e1';

CREATE TRIGGER pgtrigger_insert_insert_272ee AFTER INSERT ON public.questionnaires_questionnaireversion FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_272ee();

COMMENT ON TRIGGER pgtrigger_insert_insert_272ee ON public.questionnaires_questionnaireversion IS '3bc23e67272025a173397a3619d1f60502dbb6eb';

CREATE TRIGGER pgtrigger_insert_insert_32de6 AFTER INSERT ON public.reports_reportingperiod FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_32de6();

COMMENT ON TRIGGER pgtrigger_insert_insert_32de6 ON public.reports_reportingperiod IS '5e94697f78c47f4667e3940133721d554eddc185';

CREATE TRIGGER pgtrigger_insert_insert_3867c AFTER INSERT ON public.accounts_user FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_3867c();

COMMENT ON TRIGGER pgtrigger_insert_insert_3867c ON public.accounts_user IS '69259abcda1e1fe76f819c61e56a62cb7d770edc';

CREATE TRIGGER pgtrigger_insert_insert_3aa15 AFTER INSERT ON public.startups_startup FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_3aa15();

COMMENT ON TRIGGER pgtrigger_insert_insert_3aa15 ON public.startups_startup IS '6753ca8367f31d308cc7baa9f09a70cad834c6e0';

CREATE TRIGGER pgtrigger_insert_insert_427f1 AFTER INSERT ON public.startups_organisation FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_427f1();

COMMENT ON TRIGGER pgtrigger_insert_insert_427f1 ON public.startups_organisation IS '79a79ec00d7186b84c0ca4ca05f1bc576bf1d7e8';

CREATE TRIGGER pgtrigger_insert_insert_4dc36 AFTER INSERT ON public.plan_target FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_4dc36();

COMMENT ON TRIGGER pgtrigger_insert_insert_4dc36 ON public.plan_target IS 'e729dbe6e19f56316feaf3fe868fa02853421a4d';

CREATE TRIGGER pgtrigger_insert_insert_5d2a5 AFTER INSERT ON public.reference_sector FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_5d2a5();

COMMENT ON TRIGGER pgtrigger_insert_insert_5d2a5 ON public.reference_sector IS '4b07cdf6fabf2d627c65cad956b11e3b8da196fb';

CREATE TRIGGER pgtrigger_insert_insert_5f32a AFTER INSERT ON public.grants_review FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_5f32a();

COMMENT ON TRIGGER pgtrigger_insert_insert_5f32a ON public.grants_review IS '4d1359cc15fcce89fb63d76e9a626433bb2f6c5c';

CREATE TRIGGER pgtrigger_insert_insert_64437 AFTER INSERT ON public.grants_disbursement FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_64437();

COMMENT ON TRIGGER pgtrigger_insert_insert_64437 ON public.grants_disbursement IS '7c5a7c7263aac6d589ded94870e97d86c23e1614';

CREATE TRIGGER pgtrigger_insert_insert_65cbe AFTER INSERT ON public.grants_reversal FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_65cbe();

COMMENT ON TRIGGER pgtrigger_insert_insert_65cbe ON public.grants_reversal IS '90bcdb7bb9f20856c34bf7ac14483a99d4924dd0';

CREATE TRIGGER pgtrigger_insert_insert_67ae0 AFTER INSERT ON public.grants_tranche FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_67ae0();

COMMENT ON TRIGGER pgtrigger_insert_insert_67ae0 ON public.grants_tranche IS '4963452a167187bc00c7e868870b8672ca34d4dc';

CREATE TRIGGER pgtrigger_insert_insert_67f60 AFTER INSERT ON public.grants_award FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_67f60();

COMMENT ON TRIGGER pgtrigger_insert_insert_67f60 ON public.grants_award IS '21abd62a17161cb3934d8526c14e1ce117ada27e';

CREATE TRIGGER pgtrigger_insert_insert_6edbd AFTER INSERT ON public.startups_logo FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_6edbd();

COMMENT ON TRIGGER pgtrigger_insert_insert_6edbd ON public.startups_logo IS 'e089371b3c5f75eb6aa6e9d5fd70682ccd1ea373';

CREATE TRIGGER pgtrigger_insert_insert_701ed AFTER INSERT ON public.startups_membership FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_701ed();

COMMENT ON TRIGGER pgtrigger_insert_insert_701ed ON public.startups_membership IS 'ce8765e0db1c80f4a7557d2dd9e28133a5e6980e';

CREATE TRIGGER pgtrigger_insert_insert_73be5 AFTER INSERT ON public.reference_holiday FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_73be5();

COMMENT ON TRIGGER pgtrigger_insert_insert_73be5 ON public.reference_holiday IS '2a8fd34dee4635d3c5cbf049d5e13e7c77c3b7ba';

CREATE TRIGGER pgtrigger_insert_insert_77ca7 AFTER INSERT ON public.accounts_rolegrant FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_77ca7();

COMMENT ON TRIGGER pgtrigger_insert_insert_77ca7 ON public.accounts_rolegrant IS '82413a0da2917696e3a2b69addeb74035bb48fce';

CREATE TRIGGER pgtrigger_insert_insert_7cec4 AFTER INSERT ON public.startups_fundinground FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_7cec4();

COMMENT ON TRIGGER pgtrigger_insert_insert_7cec4 ON public.startups_fundinground IS '7d810fa1050f5501a299fbefb7d6c660fafc1da3';

CREATE TRIGGER pgtrigger_insert_insert_81b4c AFTER INSERT ON public.startups_consent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_81b4c();

COMMENT ON TRIGGER pgtrigger_insert_insert_81b4c ON public.startups_consent IS '5f55f5794419bc05a5a4cf56850361abc66d74ef';

CREATE TRIGGER pgtrigger_insert_insert_857c4 AFTER INSERT ON public.plan_legaldocument FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_857c4();

COMMENT ON TRIGGER pgtrigger_insert_insert_857c4 ON public.plan_legaldocument IS '22ba69b789243016c3fbacb66931d8cfb4e31b68';

CREATE TRIGGER pgtrigger_insert_insert_85b85 AFTER INSERT ON public.reports_contribution FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_85b85();

COMMENT ON TRIGGER pgtrigger_insert_insert_85b85 ON public.reports_contribution IS '1a66ca602e36bee150167023bb522d6707153568';

CREATE TRIGGER pgtrigger_insert_insert_8cc6c AFTER INSERT ON public.plan_pillar FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_8cc6c();

COMMENT ON TRIGGER pgtrigger_insert_insert_8cc6c ON public.plan_pillar IS 'baf1dafc250ab0ba0195c3d55f93e1abcf599136';

CREATE TRIGGER pgtrigger_insert_insert_90119 AFTER INSERT ON public.plan_supportpolicy FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_90119();

COMMENT ON TRIGGER pgtrigger_insert_insert_90119 ON public.plan_supportpolicy IS '6ba3bec622f5e3567f97a8b8411e682b044c33d4';

CREATE TRIGGER pgtrigger_insert_insert_981e9 AFTER INSERT ON public.reference_historyseries FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_981e9();

COMMENT ON TRIGGER pgtrigger_insert_insert_981e9 ON public.reference_historyseries IS '95e6dfa09b14280559c4c3dfb43afee3cba9a764';

CREATE TRIGGER pgtrigger_insert_insert_9b6e3 AFTER INSERT ON public.plan_scheme FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_9b6e3();

COMMENT ON TRIGGER pgtrigger_insert_insert_9b6e3 ON public.plan_scheme IS '9f88623791cc4bfedf20d0c5decd4b7e495f9241';

CREATE TRIGGER pgtrigger_insert_insert_9de66 AFTER INSERT ON public.startups_presentation FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_9de66();

COMMENT ON TRIGGER pgtrigger_insert_insert_9de66 ON public.startups_presentation IS 'f92b4116dfd85c7152536f63a256566ecfc75e0d';

CREATE TRIGGER pgtrigger_insert_insert_9e0f4 AFTER INSERT ON public.feedback_feedback FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_9e0f4();

COMMENT ON TRIGGER pgtrigger_insert_insert_9e0f4 ON public.feedback_feedback IS '6333f3fcc8f71c0097427a8c1ef763ab13af606a';

CREATE TRIGGER pgtrigger_insert_insert_aa9bd AFTER INSERT ON public.accounts_organisationunit FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_aa9bd();

COMMENT ON TRIGGER pgtrigger_insert_insert_aa9bd ON public.accounts_organisationunit IS 'ecaea5e2a6d8e5a9914d2773fffa1a851c416bfb';

CREATE TRIGGER pgtrigger_insert_insert_b753c AFTER INSERT ON public.plan_budgetline FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_b753c();

COMMENT ON TRIGGER pgtrigger_insert_insert_b753c ON public.plan_budgetline IS 'd3e2aa822ab2d039f42fb3df1e831ef50b738056';

CREATE TRIGGER pgtrigger_insert_insert_cceee AFTER INSERT ON public.plan_documentrequirement FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_cceee();

COMMENT ON TRIGGER pgtrigger_insert_insert_cceee ON public.plan_documentrequirement IS '4f7bbb2a1e134e8029995616e769b3e40b03fa53';

CREATE TRIGGER pgtrigger_insert_insert_cfc0d AFTER INSERT ON public.grants_call FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_cfc0d();

COMMENT ON TRIGGER pgtrigger_insert_insert_cfc0d ON public.grants_call IS 'ee728547ddeea56ed1ea2f7a9c1423b1b8e86c3e';

CREATE TRIGGER pgtrigger_insert_insert_db150 AFTER INSERT ON public.reference_term FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_db150();

COMMENT ON TRIGGER pgtrigger_insert_insert_db150 ON public.reference_term IS '759b68b87c98e07c7bf64519dd9033f2d1a39da4';

CREATE TRIGGER pgtrigger_insert_insert_ddb5c AFTER INSERT ON public.plan_timelimit FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_ddb5c();

COMMENT ON TRIGGER pgtrigger_insert_insert_ddb5c ON public.plan_timelimit IS '2390814f25b25ee2b434ee947ac5076d86236a63';

CREATE TRIGGER pgtrigger_insert_insert_ddea1 AFTER INSERT ON public.grants_application FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_ddea1();

COMMENT ON TRIGGER pgtrigger_insert_insert_ddea1 ON public.grants_application IS 'ac89246596170fbb946e07df7035a0be6776e81c';

CREATE TRIGGER pgtrigger_insert_insert_f4b47 AFTER INSERT ON public.plan_measurement FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_f4b47();

COMMENT ON TRIGGER pgtrigger_insert_insert_f4b47 ON public.plan_measurement IS '5e3d6f4a6b68b24e8bb98b9734c6c8667f86cdba';

CREATE TRIGGER pgtrigger_insert_insert_fdbf0 AFTER INSERT ON public.grants_contract FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_fdbf0();

COMMENT ON TRIGGER pgtrigger_insert_insert_fdbf0 ON public.grants_contract IS '61b2b21b7161c0fdfa817aba3c9f6f575e3c88fa';

CREATE TRIGGER pgtrigger_issued_is_frozen_a05bc BEFORE DELETE OR UPDATE ON public.reports_issuedreport FOR EACH ROW WHEN (((old.status)::text = 'issued'::text)) EXECUTE FUNCTION public.pgtrigger_issued_is_frozen_a05bc();

COMMENT ON TRIGGER pgtrigger_issued_is_frozen_a05bc ON public.reports_issuedreport IS 'c9c3342c5bc61a6d685828bdd1dd52cfc4b0320f';

CREATE TRIGGER pgtrigger_keeps_old_addresses_3ff9b AFTER UPDATE OF slug ON public.startups_organisation FOR EACH ROW WHEN (((old.slug)::text IS DISTINCT FROM (new.slug)::text)) EXECUTE FUNCTION public.pgtrigger_keeps_old_addresses_3ff9b();

COMMENT ON TRIGGER pgtrigger_keeps_old_addresses_3ff9b ON public.startups_organisation IS '4b7e941a0ee877611ae9ade9f82d11cd7c941e13';

CREATE TRIGGER pgtrigger_keeps_old_addresses_4dd1e AFTER UPDATE OF slug ON public.startups_startup FOR EACH ROW WHEN (((old.slug)::text IS DISTINCT FROM (new.slug)::text)) EXECUTE FUNCTION public.pgtrigger_keeps_old_addresses_4dd1e();

COMMENT ON TRIGGER pgtrigger_keeps_old_addresses_4dd1e ON public.startups_startup IS '5c78826f5028c2e376eb969f98d050b790b5b7e6';

CREATE TRIGGER pgtrigger_letter_is_frozen_3024a BEFORE UPDATE ON public.grants_decisionletter FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_letter_is_frozen_3024a();

COMMENT ON TRIGGER pgtrigger_letter_is_frozen_3024a ON public.grants_decisionletter IS '634b3361c49a666ead8f45111a0dd2243d8cefa1';

CREATE TRIGGER pgtrigger_letter_not_deleted_65971 BEFORE DELETE ON public.grants_decisionletter FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_letter_not_deleted_65971();

COMMENT ON TRIGGER pgtrigger_letter_not_deleted_65971 ON public.grants_decisionletter IS 'c0e5e55b753691c7552d2cc7972302e33bec19ef';

CREATE TRIGGER pgtrigger_measures_follow_a_change_0b033 AFTER UPDATE ON public.grants_award FOR EACH ROW WHEN ((((EXTRACT(year FROM (old.project_previous_on + 17)))::integer IS DISTINCT FROM (EXTRACT(year FROM (new.project_previous_on + 17)))::integer) OR ((EXTRACT(year FROM (old.startup_previous_on + 17)))::integer IS DISTINCT FROM (EXTRACT(year FROM (new.startup_previous_on + 17)))::integer) OR (((old.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh'::text))::date IS DISTINCT FROM ((new.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh'::text))::date) OR ((old.amount - old.cancelled) IS DISTINCT FROM (new.amount - new.cancelled)) OR (old.area_id IS DISTINCT FROM new.area_id) OR (old.budget_line_id IS DISTINCT FROM new.budget_line_id) OR (old.result_accepted IS DISTINCT FROM new.result_accepted) OR (old.stage_id IS DISTINCT FROM new.stage_id) OR (old.startup_is_public IS DISTINCT FROM new.startup_is_public) OR (((old.status)::text = 'approved'::text) IS DISTINCT FROM ((new.status)::text = 'approved'::text)))) EXECUTE FUNCTION public.pgtrigger_measures_follow_a_change_0b033();

COMMENT ON TRIGGER pgtrigger_measures_follow_a_change_0b033 ON public.grants_award IS '188acae6f56404ad5af76dfddfe242ecd62234a7';

CREATE TRIGGER pgtrigger_measures_follow_a_change_29f3d AFTER UPDATE ON public.feedback_feedback FOR EACH ROW WHEN (((
        CASE
            WHEN ((old.status)::text <> 'answered'::text) THEN 'none'::text
            WHEN ((old.due_on IS NULL) OR (((old.answered_at AT TIME ZONE 'Asia/Ho_Chi_Minh'::text))::date <= old.due_on)) THEN 'in_time'::text
            ELSE 'late'::text
        END IS DISTINCT FROM
        CASE
            WHEN ((new.status)::text <> 'answered'::text) THEN 'none'::text
            WHEN ((new.due_on IS NULL) OR (((new.answered_at AT TIME ZONE 'Asia/Ho_Chi_Minh'::text))::date <= new.due_on)) THEN 'in_time'::text
            ELSE 'late'::text
        END) OR (((old.created_at AT TIME ZONE 'Asia/Ho_Chi_Minh'::text))::date IS DISTINCT FROM ((new.created_at AT TIME ZONE 'Asia/Ho_Chi_Minh'::text))::date) OR ((old.number IS NOT NULL) IS DISTINCT FROM (new.number IS NOT NULL)))) EXECUTE FUNCTION public.pgtrigger_measures_follow_a_change_29f3d();

COMMENT ON TRIGGER pgtrigger_measures_follow_a_change_29f3d ON public.feedback_feedback IS 'e6b7995f65fd5c9a6148242609e3be6ebe3791f6';

CREATE TRIGGER pgtrigger_measures_follow_a_change_616d8 AFTER UPDATE ON public.grants_disbursement FOR EACH ROW WHEN (((old.amount IS DISTINCT FROM new.amount) OR (old.budget_line_id IS DISTINCT FROM new.budget_line_id) OR (old.paid_on IS DISTINCT FROM new.paid_on) OR (old.result_accepted IS DISTINCT FROM new.result_accepted) OR (old.stage_id IS DISTINCT FROM new.stage_id))) EXECUTE FUNCTION public.pgtrigger_measures_follow_a_change_616d8();

COMMENT ON TRIGGER pgtrigger_measures_follow_a_change_616d8 ON public.grants_disbursement IS '3b429ce0c9d15a546386cd7743e0f12c0b69e103';

CREATE TRIGGER pgtrigger_measures_follow_a_change_a28bf AFTER UPDATE ON public.grants_tranche FOR EACH ROW WHEN (((old.amount IS DISTINCT FROM new.amount) OR (old.charged_line_id IS DISTINCT FROM new.charged_line_id) OR ((((old.status)::text <> 'cancelled'::text) AND (old.charged_line_id IS NOT NULL)) IS DISTINCT FROM (((new.status)::text <> 'cancelled'::text) AND (new.charged_line_id IS NOT NULL))))) EXECUTE FUNCTION public.pgtrigger_measures_follow_a_change_a28bf();

COMMENT ON TRIGGER pgtrigger_measures_follow_a_change_a28bf ON public.grants_tranche IS '72d545da8951527ab9a8a2a9ef9c413cdc1263c4';

CREATE TRIGGER pgtrigger_measures_follow_a_change_d76fd AFTER UPDATE ON public.startups_startup FOR EACH ROW WHEN (((old.area_id IS DISTINCT FROM new.area_id) OR (old.sector_ids IS DISTINCT FROM new.sector_ids) OR (old.stage_id IS DISTINCT FROM new.stage_id) OR ((((old.status)::text = 'public'::text) AND (old.archived_at IS NULL)) IS DISTINCT FROM (((new.status)::text = 'public'::text) AND (new.archived_at IS NULL))) OR (old.support_received IS DISTINCT FROM new.support_received) OR ((old.support_received <> '{}'::character varying[]) IS DISTINCT FROM (new.support_received <> '{}'::character varying[])))) EXECUTE FUNCTION public.pgtrigger_measures_follow_a_change_d76fd();

COMMENT ON TRIGGER pgtrigger_measures_follow_a_change_d76fd ON public.startups_startup IS '3afff7141293e4982e348fe6e005925980394d50';

CREATE TRIGGER pgtrigger_measures_follow_a_change_dc241 AFTER UPDATE ON public.grants_stepclock FOR EACH ROW WHEN (((old.ended_on IS DISTINCT FROM new.ended_on) OR ((old.ended_on <= old.due_on) IS DISTINCT FROM (new.ended_on <= new.due_on)) OR (((old.ended_on IS NOT NULL) AND (old.paused_on IS NULL) AND ((old.step)::text <> 'completion'::text)) IS DISTINCT FROM ((new.ended_on IS NOT NULL) AND (new.paused_on IS NULL) AND ((new.step)::text <> 'completion'::text))))) EXECUTE FUNCTION public.pgtrigger_measures_follow_a_change_dc241();

COMMENT ON TRIGGER pgtrigger_measures_follow_a_change_dc241 ON public.grants_stepclock IS '6c57344460a46f62bb00b56b222c6246b9ae491e';

CREATE TRIGGER pgtrigger_measures_follow_a_change_f109f AFTER UPDATE ON public.grants_application FOR EACH ROW WHEN (((((old.submitted_at AT TIME ZONE 'Asia/Ho_Chi_Minh'::text))::date IS DISTINCT FROM ((new.submitted_at AT TIME ZONE 'Asia/Ho_Chi_Minh'::text))::date) OR ((old.submitted_at IS NOT NULL) IS DISTINCT FROM (new.submitted_at IS NOT NULL)))) EXECUTE FUNCTION public.pgtrigger_measures_follow_a_change_f109f();

COMMENT ON TRIGGER pgtrigger_measures_follow_a_change_f109f ON public.grants_application IS 'e2ca5ccf11f2f7e8d350135dd674847e24f97d07';

CREATE TRIGGER pgtrigger_measures_follow_a_row_18e45 AFTER INSERT OR DELETE ON public.grants_disbursement FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_measures_follow_a_row_18e45();

COMMENT ON TRIGGER pgtrigger_measures_follow_a_row_18e45 ON public.grants_disbursement IS '45edba3f6184a2df6b63ce78a37af641fa02e5c1';

CREATE TRIGGER pgtrigger_measures_follow_a_row_1f930 AFTER INSERT OR DELETE ON public.grants_tranche FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_measures_follow_a_row_1f930();

COMMENT ON TRIGGER pgtrigger_measures_follow_a_row_1f930 ON public.grants_tranche IS 'e8ad900d127370ccb471f29a86adeeb69aed5794';

CREATE TRIGGER pgtrigger_measures_follow_a_row_279c9 AFTER INSERT OR DELETE ON public.grants_award FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_measures_follow_a_row_279c9();

COMMENT ON TRIGGER pgtrigger_measures_follow_a_row_279c9 ON public.grants_award IS '39966a51cf392d536b0d3ff76cb2a45fbf6c2d5f';

CREATE TRIGGER pgtrigger_measures_follow_a_row_7d9c4 AFTER INSERT OR DELETE ON public.grants_stepclock FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_measures_follow_a_row_7d9c4();

COMMENT ON TRIGGER pgtrigger_measures_follow_a_row_7d9c4 ON public.grants_stepclock IS 'aa406af48bd4b4a5b10936b7c55f96068d01ef6c';

CREATE TRIGGER pgtrigger_measures_follow_a_row_a57c0 AFTER INSERT OR DELETE ON public.startups_startup FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_measures_follow_a_row_a57c0();

COMMENT ON TRIGGER pgtrigger_measures_follow_a_row_a57c0 ON public.startups_startup IS '8e4252ce3798c84cdc3bfe0afab857999d129c0b';

CREATE TRIGGER pgtrigger_measures_follow_a_row_f6bc5 AFTER INSERT OR DELETE ON public.grants_application FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_measures_follow_a_row_f6bc5();

COMMENT ON TRIGGER pgtrigger_measures_follow_a_row_f6bc5 ON public.grants_application IS 'cdaf1bb6d9d0e6276ea7569d2b95e2e8172e18ca';

CREATE TRIGGER pgtrigger_measures_follow_a_row_fbc20 AFTER INSERT OR DELETE ON public.feedback_feedback FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_measures_follow_a_row_fbc20();

COMMENT ON TRIGGER pgtrigger_measures_follow_a_row_fbc20 ON public.feedback_feedback IS '30b43a520e0fa46485c376641cee1e6f46b6bd2f';

CREATE TRIGGER pgtrigger_news_address_is_stable_771fb BEFORE UPDATE OF slug ON public.communication_newsitem FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_news_address_is_stable_771fb();

COMMENT ON TRIGGER pgtrigger_news_address_is_stable_771fb ON public.communication_newsitem IS 'd7a1616be0ba07b78a3027ecb6ce0c5507671a51';

CREATE TRIGGER pgtrigger_part_is_frozen_98a1d BEFORE DELETE OR UPDATE ON public.reports_reportfilepart FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_part_is_frozen_98a1d();

COMMENT ON TRIGGER pgtrigger_part_is_frozen_98a1d ON public.reports_reportfilepart IS '1be4e18ea858caa146f597600d2aaa2420f226eb';

CREATE TRIGGER pgtrigger_payer_is_a_third_person_bb774 BEFORE INSERT ON public.grants_disbursement FOR EACH ROW WHEN ((new.reverses_id IS NULL)) EXECUTE FUNCTION public.pgtrigger_payer_is_a_third_person_bb774();

COMMENT ON TRIGGER pgtrigger_payer_is_a_third_person_bb774 ON public.grants_disbursement IS 'a20839401bc997d8ee3f1075a00d24b9a1878d57';

CREATE TRIGGER pgtrigger_payment_not_deleted_262ca BEFORE DELETE ON public.grants_disbursement FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_payment_not_deleted_262ca();

COMMENT ON TRIGGER pgtrigger_payment_not_deleted_262ca ON public.grants_disbursement IS '749a800a3bfd1abf7f6f360c0d4d8fd190222d70';

CREATE TRIGGER pgtrigger_payment_not_edited_2a303 BEFORE UPDATE OF tranche_id, amount, paid_on, reference, paid_by_id, reverses_id ON public.grants_disbursement FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_payment_not_edited_2a303();

COMMENT ON TRIGGER pgtrigger_payment_not_edited_2a303 ON public.grants_disbursement IS 'e23f1cd2eef47bde7c3b49d99d1866f5774bda8e';

CREATE TRIGGER pgtrigger_payments_follow_90dc9 AFTER UPDATE ON public.grants_tranche FOR EACH ROW WHEN ((old.contract_id IS DISTINCT FROM new.contract_id)) EXECUTE FUNCTION public.pgtrigger_payments_follow_90dc9();

COMMENT ON TRIGGER pgtrigger_payments_follow_90dc9 ON public.grants_tranche IS 'fb5a4081b8741521899f451b45128ae52768fda8';

CREATE TRIGGER pgtrigger_payments_follow_a4096 AFTER UPDATE ON public.grants_award FOR EACH ROW WHEN (((old.budget_line_id IS DISTINCT FROM new.budget_line_id) OR (old.result_accepted IS DISTINCT FROM new.result_accepted) OR (old.stage_id IS DISTINCT FROM new.stage_id))) EXECUTE FUNCTION public.pgtrigger_payments_follow_a4096();

COMMENT ON TRIGGER pgtrigger_payments_follow_a4096 ON public.grants_award IS '341ab577e6954757217ef3bf49d564c491c2fa86';

CREATE TRIGGER pgtrigger_payments_follow_dca55 AFTER UPDATE ON public.grants_contract FOR EACH ROW WHEN ((old.award_id IS DISTINCT FROM new.award_id)) EXECUTE FUNCTION public.pgtrigger_payments_follow_dca55();

COMMENT ON TRIGGER pgtrigger_payments_follow_dca55 ON public.grants_contract IS '4332788cb2e00a4636371a12e681d0c1b4cd4557';

CREATE TRIGGER pgtrigger_place_of_an_approved_row_c6288 BEFORE INSERT ON public.grants_award FOR EACH ROW WHEN (((new.status)::text = 'approved'::text)) EXECUTE FUNCTION public.pgtrigger_place_of_an_approved_row_c6288();

COMMENT ON TRIGGER pgtrigger_place_of_an_approved_row_c6288 ON public.grants_award IS '107688b89ffb8bd2bae0138245fa61cc1d30eacd';

CREATE TRIGGER pgtrigger_place_of_the_approval_dd9b6 BEFORE UPDATE ON public.grants_award FOR EACH ROW WHEN ((((new.status)::text = 'approved'::text) AND (NOT ((old.status)::text = 'approved'::text)))) EXECUTE FUNCTION public.pgtrigger_place_of_the_approval_dd9b6();

COMMENT ON TRIGGER pgtrigger_place_of_the_approval_dd9b6 ON public.grants_award IS 'e178c624c446c4da079fcbaf392816a50168dd97';

CREATE TRIGGER pgtrigger_place_stays_12904 BEFORE UPDATE ON public.grants_award FOR EACH ROW WHEN (((old.area_id IS DISTINCT FROM new.area_id) AND ((old.status)::text = 'approved'::text))) EXECUTE FUNCTION public.pgtrigger_place_stays_12904();

COMMENT ON TRIGGER pgtrigger_place_stays_12904 ON public.grants_award IS '0cacf8bd1d70906252ec746302d1c4db23e82571';

CREATE TRIGGER pgtrigger_planned_amount_is_verified_08ad9 BEFORE UPDATE OF planned ON public.plan_budgetline FOR EACH ROW WHEN ((old.planned IS DISTINCT FROM new.planned)) EXECUTE FUNCTION public.pgtrigger_planned_amount_is_verified_08ad9();

COMMENT ON TRIGGER pgtrigger_planned_amount_is_verified_08ad9 ON public.plan_budgetline IS 'f65aa02723bd20ce8bc8f371425a6e05d6b8f0c0';

CREATE TRIGGER pgtrigger_predecessors_follow_a_change_e64e1 AFTER UPDATE ON public.grants_award FOR EACH ROW WHEN (((old.decided_at IS DISTINCT FROM new.decided_at) OR (old.stage_id IS DISTINCT FROM new.stage_id) OR (old.startup_id IS DISTINCT FROM new.startup_id) OR (((old.status)::text = 'approved'::text) IS DISTINCT FROM ((new.status)::text = 'approved'::text)))) EXECUTE FUNCTION public.pgtrigger_predecessors_follow_a_change_e64e1();

COMMENT ON TRIGGER pgtrigger_predecessors_follow_a_change_e64e1 ON public.grants_award IS '6a747786972f28e51593f33c876932eb09f9b340';

CREATE TRIGGER pgtrigger_predecessors_follow_a_row_528a0 AFTER INSERT OR DELETE ON public.grants_award FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_predecessors_follow_a_row_528a0();

COMMENT ON TRIGGER pgtrigger_predecessors_follow_a_row_528a0 ON public.grants_award IS 'a361e5685b7d28d469d515941fac9393f6496f97';

CREATE TRIGGER pgtrigger_published_version_is_frozen_59443 BEFORE UPDATE ON public.questionnaires_questionnaireversion FOR EACH ROW WHEN (((NOT ((old.status)::text = 'draft'::text)) AND ((old.content IS DISTINCT FROM new.content) OR (old.number IS DISTINCT FROM new.number) OR (old.questionnaire_id IS DISTINCT FROM new.questionnaire_id) OR (old.published_at IS DISTINCT FROM new.published_at) OR ((new.status)::text = 'draft'::text)))) EXECUTE FUNCTION public.pgtrigger_published_version_is_frozen_59443();

COMMENT ON TRIGGER pgtrigger_published_version_is_frozen_59443 ON public.questionnaires_questionnaireversion IS '6e960a01bf2867cb037944fc94f688b741db9e8c';

CREATE TRIGGER pgtrigger_published_version_not_deleted_d6f92 BEFORE DELETE ON public.questionnaires_questionnaireversion FOR EACH ROW WHEN ((NOT ((old.status)::text = 'draft'::text))) EXECUTE FUNCTION public.pgtrigger_published_version_not_deleted_d6f92();

COMMENT ON TRIGGER pgtrigger_published_version_not_deleted_d6f92 ON public.questionnaires_questionnaireversion IS 'ee7bdd70484c58cb6b130b4bbebba93d239cf8ee';

CREATE TRIGGER pgtrigger_reversal_is_confirmed_c09de BEFORE INSERT ON public.grants_disbursement FOR EACH ROW WHEN ((new.reverses_id IS NOT NULL)) EXECUTE FUNCTION public.pgtrigger_reversal_is_confirmed_c09de();

COMMENT ON TRIGGER pgtrigger_reversal_is_confirmed_c09de ON public.grants_disbursement IS '4c2ec57c82c3e87c8842e08409d05a02756deadf';

CREATE TRIGGER pgtrigger_reversal_not_deleted_0efe2 BEFORE DELETE ON public.grants_reversal FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_reversal_not_deleted_0efe2();

COMMENT ON TRIGGER pgtrigger_reversal_not_deleted_0efe2 ON public.grants_reversal IS '3c90ecc1c163fe23bcf6baa26951031d51682166';

CREATE TRIGGER pgtrigger_sent_content_is_frozen_86757 BEFORE UPDATE OF content, content_sha256, sent_at, sent_by_id, sequence ON public.grants_submission FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_sent_content_is_frozen_86757();

COMMENT ON TRIGGER pgtrigger_sent_content_is_frozen_86757 ON public.grants_submission IS 'd125bb49aeff484fe1911792649e5431a85eb472';

CREATE TRIGGER pgtrigger_sent_whole_and_frozen_cf696 BEFORE UPDATE ON public.grants_review FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_sent_whole_and_frozen_cf696();

COMMENT ON TRIGGER pgtrigger_sent_whole_and_frozen_cf696 ON public.grants_review IS '0a069dbe17680a3747160b8bacd9fc808e991356';

CREATE TRIGGER pgtrigger_sent_words_are_frozen_07604 BEFORE UPDATE OF kind, subject, about, text, name, email, created_at, token, code ON public.feedback_feedback FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_sent_words_are_frozen_07604();

COMMENT ON TRIGGER pgtrigger_sent_words_are_frozen_07604 ON public.feedback_feedback IS '09efdb6738af936d0609c22f4b5211ddea5ad44d';

CREATE TRIGGER pgtrigger_settled_due_day_stays_ebc6e BEFORE UPDATE ON public.grants_tranche FOR EACH ROW WHEN ((((old.status)::text = ANY ((ARRAY['accepted'::character varying, 'paid'::character varying, 'cancelled'::character varying])::text[])) AND (old.due_on IS DISTINCT FROM new.due_on))) EXECUTE FUNCTION public.pgtrigger_settled_due_day_stays_ebc6e();

COMMENT ON TRIGGER pgtrigger_settled_due_day_stays_ebc6e ON public.grants_tranche IS '6d04fde6d1e97706a5b38e5ed5437d3865a38540';

CREATE TRIGGER pgtrigger_stage_of_awards_follows_2baa7 AFTER UPDATE ON public.grants_call FOR EACH ROW WHEN ((old.stage_id IS DISTINCT FROM new.stage_id)) EXECUTE FUNCTION public.pgtrigger_stage_of_awards_follows_2baa7();

COMMENT ON TRIGGER pgtrigger_stage_of_awards_follows_2baa7 ON public.grants_call IS '4002cbb4edbc6f0455be4de9c47511b57c78a099';

CREATE TRIGGER pgtrigger_startup_is_copied_dfb56 BEFORE INSERT OR UPDATE OF startup_id, startup_name, kind, area_id, sector_ids ON public.grants_application FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_startup_is_copied_dfb56();

COMMENT ON TRIGGER pgtrigger_startup_is_copied_dfb56 ON public.grants_application IS '339d49d7a2157d66c7b1e62fe9431ad7f87392ee';

CREATE TRIGGER pgtrigger_submission_not_deleted_3dc26 BEFORE DELETE ON public.grants_submission FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_submission_not_deleted_3dc26();

COMMENT ON TRIGGER pgtrigger_submission_not_deleted_3dc26 ON public.grants_submission IS '5085de8643f90939699fb8470abab516db1f4b38';

CREATE CONSTRAINT TRIGGER pgtrigger_time_holds_its_tranches_9fcd8 AFTER UPDATE OF starts_on, ends_on ON public.grants_contract DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_time_holds_its_tranches_9fcd8();

COMMENT ON TRIGGER pgtrigger_time_holds_its_tranches_9fcd8 ON public.grants_contract IS 'f0c560adcfb0a4fa6032cb4267c237257d80d610';

CREATE TRIGGER pgtrigger_tranche_not_deleted_46fb3 BEFORE DELETE ON public.grants_tranche FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_tranche_not_deleted_46fb3();

COMMENT ON TRIGGER pgtrigger_tranche_not_deleted_46fb3 ON public.grants_tranche IS '45be886de9bec06cd5c993de1dbe2f10c21b7ffe';

CREATE CONSTRAINT TRIGGER pgtrigger_tranches_add_up_b10ad AFTER INSERT OR UPDATE OF amount, contract_id ON public.grants_tranche DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_tranches_add_up_b10ad();

COMMENT ON TRIGGER pgtrigger_tranches_add_up_b10ad ON public.grants_tranche IS '51feed71bc43106140703260bf66907f50c1fd28';

CREATE TRIGGER pgtrigger_tranches_follow_55609 AFTER UPDATE ON public.grants_award FOR EACH ROW WHEN (((old.budget_line_id IS DISTINCT FROM new.budget_line_id) OR (old.call_id IS DISTINCT FROM new.call_id) OR (old.number_key IS DISTINCT FROM new.number_key) OR (old.search_folded IS DISTINCT FROM new.search_folded) OR ((old.startup_name)::text IS DISTINCT FROM (new.startup_name)::text) OR ((old.status)::text IS DISTINCT FROM (new.status)::text))) EXECUTE FUNCTION public.pgtrigger_tranches_follow_55609();

COMMENT ON TRIGGER pgtrigger_tranches_follow_55609 ON public.grants_award IS '14aa7737772fbd6f557fdc6fbfcd0a5dd76beb05';

CREATE TRIGGER pgtrigger_tranches_follow_fc516 AFTER UPDATE ON public.grants_contract FOR EACH ROW WHEN ((old.award_id IS DISTINCT FROM new.award_id)) EXECUTE FUNCTION public.pgtrigger_tranches_follow_fc516();

COMMENT ON TRIGGER pgtrigger_tranches_follow_fc516 ON public.grants_contract IS '3e761592be66be43a7e2d8b7fea04b0b551c46fe';

CREATE TRIGGER pgtrigger_update_update_00b32 AFTER UPDATE ON public.reference_area FOR EACH ROW WHEN (((old.area_km2 IS DISTINCT FROM new.area_km2) OR ((old.code)::text IS DISTINCT FROM (new.code)::text) OR (old.created_at IS DISTINCT FROM new.created_at) OR ((old.full_name)::text IS DISTINCT FROM (new.full_name)::text) OR ((old.full_name_en)::text IS DISTINCT FROM (new.full_name_en)::text) OR (old.id IS DISTINCT FROM new.id) OR ((old.kind)::text IS DISTINCT FROM (new.kind)::text) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR ((old.name_en)::text IS DISTINCT FROM (new.name_en)::text) OR (old.updated_at IS DISTINCT FROM new.updated_at) OR (old.valid_from IS DISTINCT FROM new.valid_from) OR (old.valid_to IS DISTINCT FROM new.valid_to))) EXECUTE FUNCTION public.pgtrigger_update_update_00b32();

COMMENT ON TRIGGER pgtrigger_update_update_00b32 ON public.reference_area IS '5339f51c9fa83bd0e909f75e03fc37fd99505d07';

CREATE TRIGGER pgtrigger_update_update_071f4 AFTER UPDATE ON public.plan_target FOR EACH ROW WHEN ((((old.confidence)::text IS DISTINCT FROM (new.confidence)::text) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.entered_by_id IS DISTINCT FROM new.entered_by_id) OR (old.id IS DISTINCT FROM new.id) OR (old.indicator_id IS DISTINCT FROM new.indicator_id) OR (old.is_used IS DISTINCT FROM new.is_used) OR (old.source IS DISTINCT FROM new.source) OR (old.updated_at IS DISTINCT FROM new.updated_at) OR (old.value IS DISTINCT FROM new.value) OR (old.value_to IS DISTINCT FROM new.value_to) OR (old.verified_by_id IS DISTINCT FROM new.verified_by_id) OR (old.year IS DISTINCT FROM new.year))) EXECUTE FUNCTION public.pgtrigger_update_update_071f4();

COMMENT ON TRIGGER pgtrigger_update_update_071f4 ON public.plan_target IS '4caebbca20a6d91b17297adeee182c261d3f4f1f';

CREATE TRIGGER pgtrigger_update_update_07764 AFTER UPDATE ON public.communication_newsitem FOR EACH ROW WHEN (((old.body IS DISTINCT FROM new.body) OR (old.body_en IS DISTINCT FROM new.body_en) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.created_by_id IS DISTINCT FROM new.created_by_id) OR (old.id IS DISTINCT FROM new.id) OR (old.is_demo IS DISTINCT FROM new.is_demo) OR (old.pillar_id IS DISTINCT FROM new.pillar_id) OR (old.published_at IS DISTINCT FROM new.published_at) OR ((old.slug)::text IS DISTINCT FROM (new.slug)::text) OR ((old.source_url)::text IS DISTINCT FROM (new.source_url)::text) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR ((old.summary)::text IS DISTINCT FROM (new.summary)::text) OR ((old.summary_en)::text IS DISTINCT FROM (new.summary_en)::text) OR ((old.title)::text IS DISTINCT FROM (new.title)::text) OR ((old.title_en)::text IS DISTINCT FROM (new.title_en)::text) OR (old.updated_at IS DISTINCT FROM new.updated_at))) EXECUTE FUNCTION public.pgtrigger_update_update_07764();

COMMENT ON TRIGGER pgtrigger_update_update_07764 ON public.communication_newsitem IS 'fd443a884a4925f48accd7247d1517c8a14f449c';

CREATE TRIGGER pgtrigger_update_update_0e890 AFTER UPDATE ON public.accounts_user FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR ((old.email)::text IS DISTINCT FROM (new.email)::text) OR ((old.employer)::text IS DISTINCT FROM (new.employer)::text) OR ((old.full_name)::text IS DISTINCT FROM (new.full_name)::text) OR (old.id IS DISTINCT FROM new.id) OR (old.is_active IS DISTINCT FROM new.is_active) OR ((old.language)::text IS DISTINCT FROM (new.language)::text) OR ((old.phone)::text IS DISTINCT FROM (new.phone)::text) OR (old.updated_at IS DISTINCT FROM new.updated_at))) EXECUTE FUNCTION public.pgtrigger_update_update_0e890();

COMMENT ON TRIGGER pgtrigger_update_update_0e890 ON public.accounts_user IS '7165cd2329a442c4bce37d7545a93402778960fa';

CREATE TRIGGER pgtrigger_update_update_0edb7 AFTER UPDATE ON public.startups_fundinground FOR EACH ROW WHEN (((old.amount IS DISTINCT FROM new.amount) OR (old.closed_on IS DISTINCT FROM new.closed_on) OR (old.created_at IS DISTINCT FROM new.created_at) OR ((old.currency)::text IS DISTINCT FROM (new.currency)::text) OR (old.id IS DISTINCT FROM new.id) OR ((old.investors)::text IS DISTINCT FROM (new.investors)::text) OR (old.kind_id IS DISTINCT FROM new.kind_id) OR ((old.source)::text IS DISTINCT FROM (new.source)::text) OR (old.startup_id IS DISTINCT FROM new.startup_id) OR (old.updated_at IS DISTINCT FROM new.updated_at) OR (old.verified_at IS DISTINCT FROM new.verified_at) OR (old.verified_by_id IS DISTINCT FROM new.verified_by_id))) EXECUTE FUNCTION public.pgtrigger_update_update_0edb7();

COMMENT ON TRIGGER pgtrigger_update_update_0edb7 ON public.startups_fundinground IS 'bcc3d5f1e5e992b386f568d3a5066e41c86d8acc';

CREATE TRIGGER pgtrigger_update_update_10982 AFTER UPDATE ON public.grants_completion FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_10982();

COMMENT ON TRIGGER pgtrigger_update_update_10982 ON public.grants_completion IS '23f344a73b43a7ffb832a3432c8b2b8e043b9ff5';

CREATE TRIGGER pgtrigger_update_update_15184 AFTER UPDATE ON public.grants_reversal FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_15184();

COMMENT ON TRIGGER pgtrigger_update_update_15184 ON public.grants_reversal IS '356b2e112e79ddcb49954281fb31f8ab757b858b';

CREATE TRIGGER pgtrigger_update_update_1ac9f AFTER UPDATE ON public.questionnaires_questionnaire FOR EACH ROW WHEN (((old.archived_at IS DISTINCT FROM new.archived_at) OR ((old.code)::text IS DISTINCT FROM (new.code)::text) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.id IS DISTINCT FROM new.id) OR (old.is_demo IS DISTINCT FROM new.is_demo) OR (old.is_shipped IS DISTINCT FROM new.is_shipped) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR ((old.name_en)::text IS DISTINCT FROM (new.name_en)::text) OR ((old.purpose)::text IS DISTINCT FROM (new.purpose)::text) OR (old.unit_id IS DISTINCT FROM new.unit_id) OR (old.updated_at IS DISTINCT FROM new.updated_at))) EXECUTE FUNCTION public.pgtrigger_update_update_1ac9f();

COMMENT ON TRIGGER pgtrigger_update_update_1ac9f ON public.questionnaires_questionnaire IS '5e6028cd78aaac6b6c5bd70fbc3e7d24c2e09f26';

CREATE TRIGGER pgtrigger_update_update_1d6a7 AFTER UPDATE ON public.grants_call FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_1d6a7();

COMMENT ON TRIGGER pgtrigger_update_update_1d6a7 ON public.grants_call IS '6cf7c9193827db61f975dc16a6f25785bdc9efed';

CREATE TRIGGER pgtrigger_update_update_2228d AFTER UPDATE ON public.grants_award FOR EACH ROW WHEN (((old.amount IS DISTINCT FROM new.amount) OR (old.application_id IS DISTINCT FROM new.application_id) OR (old.area_id IS DISTINCT FROM new.area_id) OR (old.budget_line_id IS DISTINCT FROM new.budget_line_id) OR (old.cancelled IS DISTINCT FROM new.cancelled) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.decided_at IS DISTINCT FROM new.decided_at) OR (old.decided_by_id IS DISTINCT FROM new.decided_by_id) OR ((old.decision_number)::text IS DISTINCT FROM (new.decision_number)::text) OR (old.decision_reason IS DISTINCT FROM new.decision_reason) OR ((old.end_reason)::text IS DISTINCT FROM (new.end_reason)::text) OR (old.id IS DISTINCT FROM new.id) OR (old.offer_accepted_at IS DISTINCT FROM new.offer_accepted_at) OR (old.offer_accepted_by_id IS DISTINCT FROM new.offer_accepted_by_id) OR (old.proposed_at IS DISTINCT FROM new.proposed_at) OR (old.proposed_by_id IS DISTINCT FROM new.proposed_by_id) OR (old.reason IS DISTINCT FROM new.reason) OR (old.recipient_id IS DISTINCT FROM new.recipient_id) OR ((old.recommendation)::text IS DISTINCT FROM (new.recommendation)::text) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.updated_at IS DISTINCT FROM new.updated_at))) EXECUTE FUNCTION public.pgtrigger_update_update_2228d();

COMMENT ON TRIGGER pgtrigger_update_update_2228d ON public.grants_award IS 'b6a4f1a65fb1641eaf82c9b23bf4c0621ade9d44';

CREATE TRIGGER pgtrigger_update_update_2921f AFTER UPDATE ON public.grants_tranche FOR EACH ROW WHEN (((old.accepted_at IS DISTINCT FROM new.accepted_at) OR (old.accepted_by_id IS DISTINCT FROM new.accepted_by_id) OR (old.amount IS DISTINCT FROM new.amount) OR (old.contract_id IS DISTINCT FROM new.contract_id) OR (old.created_at IS DISTINCT FROM new.created_at) OR ((old.deliverable)::text IS DISTINCT FROM (new.deliverable)::text) OR (old.due_on IS DISTINCT FROM new.due_on) OR (old.id IS DISTINCT FROM new.id) OR (old.number IS DISTINCT FROM new.number) OR (old.reported_at IS DISTINCT FROM new.reported_at) OR (old.reported_by_id IS DISTINCT FROM new.reported_by_id) OR (old.response_id IS DISTINCT FROM new.response_id) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.updated_at IS DISTINCT FROM new.updated_at))) EXECUTE FUNCTION public.pgtrigger_update_update_2921f();

COMMENT ON TRIGGER pgtrigger_update_update_2921f ON public.grants_tranche IS '5a2564cb14a2ff4f8bc1cae9b1cae0b831059167';

CREATE TRIGGER pgtrigger_update_update_2c6f4 AFTER UPDATE ON public.reports_reportingperiod FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_2c6f4();

COMMENT ON TRIGGER pgtrigger_update_update_2c6f4 ON public.reports_reportingperiod IS 'c9301a9bcf1f9dcd3f5ced3f102787d487671d2e';

CREATE TRIGGER pgtrigger_update_update_3285b AFTER UPDATE ON public.plan_documentrequirement FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_3285b();

COMMENT ON TRIGGER pgtrigger_update_update_3285b ON public.plan_documentrequirement IS 'aaf5e941585f6dbfced6a087916389811f4b0d7e';

CREATE TRIGGER pgtrigger_update_update_32ec6 AFTER UPDATE ON public.grants_checklistitem FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_32ec6();

COMMENT ON TRIGGER pgtrigger_update_update_32ec6 ON public.grants_checklistitem IS 'a608c56f45cfff7d48e0461017b41d5eb7d63e29';

CREATE TRIGGER pgtrigger_update_update_3314a AFTER UPDATE ON public.startups_membership FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_3314a();

COMMENT ON TRIGGER pgtrigger_update_update_3314a ON public.startups_membership IS 'ebd12c4ccecc46017bd63fa1395f52ef0c9d391b';

CREATE TRIGGER pgtrigger_update_update_448c1 AFTER UPDATE ON public.startups_consent FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_448c1();

COMMENT ON TRIGGER pgtrigger_update_update_448c1 ON public.startups_consent IS '846300a3e7f33f7f1d064f29711dc5c9ffad1d47';

CREATE TRIGGER pgtrigger_update_update_4bf37 AFTER UPDATE ON public.plan_budgetline FOR EACH ROW WHEN ((((old.code)::text IS DISTINCT FROM (new.code)::text) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.granted IS DISTINCT FROM new.granted) OR (old.id IS DISTINCT FROM new.id) OR (old.is_demo IS DISTINCT FROM new.is_demo) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR ((old.name_en)::text IS DISTINCT FROM (new.name_en)::text) OR (old.paid IS DISTINCT FROM new.paid) OR (old.pillar_id IS DISTINCT FROM new.pillar_id) OR (old.planned IS DISTINCT FROM new.planned) OR (old.source IS DISTINCT FROM new.source) OR (old.updated_at IS DISTINCT FROM new.updated_at) OR (old.year IS DISTINCT FROM new.year))) EXECUTE FUNCTION public.pgtrigger_update_update_4bf37();

COMMENT ON TRIGGER pgtrigger_update_update_4bf37 ON public.plan_budgetline IS '78dc3cc64f1cf24030e4a91aa71eebcd6d13e3f0';

CREATE TRIGGER pgtrigger_update_update_4d8c2 AFTER UPDATE ON public.plan_timelimit FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_4d8c2();

COMMENT ON TRIGGER pgtrigger_update_update_4d8c2 ON public.plan_timelimit IS 'f6776307e0522c089327174726469a611777ff7a';

CREATE TRIGGER pgtrigger_update_update_5af20 AFTER UPDATE ON public.plan_pillar FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_5af20();

COMMENT ON TRIGGER pgtrigger_update_update_5af20 ON public.plan_pillar IS 'a1fb62edee92613e25c3b75382141e8e95292354';

CREATE TRIGGER pgtrigger_update_update_5b394 AFTER UPDATE ON public.grants_contract FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_5b394();

COMMENT ON TRIGGER pgtrigger_update_update_5b394 ON public.grants_contract IS '8239e2f1054ae89ae5a3f2965e7a4633a761a25c';

CREATE TRIGGER pgtrigger_update_update_6080d AFTER UPDATE ON public.grants_application FOR EACH ROW WHEN (((old.call_id IS DISTINCT FROM new.call_id) OR (old.completion_request IS DISTINCT FROM new.completion_request) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.created_by_id IS DISTINCT FROM new.created_by_id) OR (old.declares_no_double_funding IS DISTINCT FROM new.declares_no_double_funding) OR (old.declares_no_public_offering IS DISTINCT FROM new.declares_no_public_offering) OR (old.due_on IS DISTINCT FROM new.due_on) OR (old.edited_by_id IS DISTINCT FROM new.edited_by_id) OR (old.found_invalid_because IS DISTINCT FROM new.found_invalid_because) OR (old.found_invalid_by_id IS DISTINCT FROM new.found_invalid_by_id) OR (old.had_other_support IS DISTINCT FROM new.had_other_support) OR ((old.holder)::text IS DISTINCT FROM (new.holder)::text) OR (old.id IS DISTINCT FROM new.id) OR (old.impact IS DISTINCT FROM new.impact) OR (old.in_charge_id IS DISTINCT FROM new.in_charge_id) OR (old.invalid_confirmed_by_id IS DISTINCT FROM new.invalid_confirmed_by_id) OR (old.is_demo IS DISTINCT FROM new.is_demo) OR (old.labour_total IS DISTINCT FROM new.labour_total) OR (old.market IS DISTINCT FROM new.market) OR (old.months IS DISTINCT FROM new.months) OR (old.novelty IS DISTINCT FROM new.novelty) OR ((old.number)::text IS DISTINCT FROM (new.number)::text) OR (old.other_support IS DISTINCT FROM new.other_support) OR (old.other_total IS DISTINCT FROM new.other_total) OR (old.problem IS DISTINCT FROM new.problem) OR ((old.receipt_sha256)::text IS DISTINCT FROM (new.receipt_sha256)::text) OR (old.requested IS DISTINCT FROM new.requested) OR (old.solution IS DISTINCT FROM new.solution) OR (old.startup_id IS DISTINCT FROM new.startup_id) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.submitted_at IS DISTINCT FROM new.submitted_at) OR (old.submitted_by_id IS DISTINCT FROM new.submitted_by_id) OR (old.team IS DISTINCT FROM new.team) OR ((old.title)::text IS DISTINCT FROM (new.title)::text) OR (old.updated_at IS DISTINCT FROM new.updated_at) OR (old.version IS DISTINCT FROM new.version))) EXECUTE FUNCTION public.pgtrigger_update_update_6080d();

COMMENT ON TRIGGER pgtrigger_update_update_6080d ON public.grants_application IS '27518db5d45f6e688f4c82cc02236398f737240f';

CREATE TRIGGER pgtrigger_update_update_62516 AFTER UPDATE ON public.grants_review FOR EACH ROW WHEN (((old.application_id IS DISTINCT FROM new.application_id) OR (old.assigned_by_id IS DISTINCT FROM new.assigned_by_id) OR (old.comment IS DISTINCT FROM new.comment) OR (old.conflict_reason IS DISTINCT FROM new.conflict_reason) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.declared_at IS DISTINCT FROM new.declared_at) OR (old.evaluator_id IS DISTINCT FROM new.evaluator_id) OR (old.id IS DISTINCT FROM new.id) OR (old.sent_at IS DISTINCT FROM new.sent_at) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.total IS DISTINCT FROM new.total) OR (old.updated_at IS DISTINCT FROM new.updated_at) OR ((old.withdrawn_because)::text IS DISTINCT FROM (new.withdrawn_because)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_62516();

COMMENT ON TRIGGER pgtrigger_update_update_62516 ON public.grants_review IS '9e1e92a754b81898ec93b0774a2349c8be8be036';

CREATE TRIGGER pgtrigger_update_update_750db AFTER UPDATE ON public.plan_measurement FOR EACH ROW WHEN (((old.as_of IS DISTINCT FROM new.as_of) OR ((old.confidence)::text IS DISTINCT FROM (new.confidence)::text) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.ends_on IS DISTINCT FROM new.ends_on) OR (old.entered_by_id IS DISTINCT FROM new.entered_by_id) OR (old.id IS DISTINCT FROM new.id) OR (old.indicator_id IS DISTINCT FROM new.indicator_id) OR (old.is_used IS DISTINCT FROM new.is_used) OR (old.note IS DISTINCT FROM new.note) OR (old.note_en IS DISTINCT FROM new.note_en) OR (old.source IS DISTINCT FROM new.source) OR ((old.source_url)::text IS DISTINCT FROM (new.source_url)::text) OR ((old.span)::text IS DISTINCT FROM (new.span)::text) OR (old.starts_on IS DISTINCT FROM new.starts_on) OR ((old.unit_note)::text IS DISTINCT FROM (new.unit_note)::text) OR (old.updated_at IS DISTINCT FROM new.updated_at) OR (old.value IS DISTINCT FROM new.value) OR (old.verified_by_id IS DISTINCT FROM new.verified_by_id))) EXECUTE FUNCTION public.pgtrigger_update_update_750db();

COMMENT ON TRIGGER pgtrigger_update_update_750db ON public.plan_measurement IS '101cbb2b122750a85d4221e2329848beb2e3d94f';

CREATE TRIGGER pgtrigger_update_update_76f8a AFTER UPDATE ON public.accounts_organisationunit FOR EACH ROW WHEN ((((old.code)::text IS DISTINCT FROM (new.code)::text) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.id IS DISTINCT FROM new.id) OR (old.is_lead IS DISTINCT FROM new.is_lead) OR (old.is_partner IS DISTINCT FROM new.is_partner) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR ((old.name_en)::text IS DISTINCT FROM (new.name_en)::text) OR (old.names_officers IS DISTINCT FROM new.names_officers) OR (old.source IS DISTINCT FROM new.source) OR (old.successor_id IS DISTINCT FROM new.successor_id) OR (old.updated_at IS DISTINCT FROM new.updated_at) OR (old.valid_from IS DISTINCT FROM new.valid_from) OR (old.valid_to IS DISTINCT FROM new.valid_to))) EXECUTE FUNCTION public.pgtrigger_update_update_76f8a();

COMMENT ON TRIGGER pgtrigger_update_update_76f8a ON public.accounts_organisationunit IS 'd3567c6e7b5f9c6db1c89e3dea38cf3b4e93b398';

CREATE TRIGGER pgtrigger_update_update_77b1d AFTER UPDATE ON public.startups_startup FOR EACH ROW WHEN ((((old.address)::text IS DISTINCT FROM (new.address)::text) OR (old.archived_at IS DISTINCT FROM new.archived_at) OR (old.archived_reason IS DISTINCT FROM new.archived_reason) OR (old.area_id IS DISTINCT FROM new.area_id) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.founded_on IS DISTINCT FROM new.founded_on) OR (old.id IS DISTINCT FROM new.id) OR (old.is_demo IS DISTINCT FROM new.is_demo) OR ((old.kind)::text IS DISTINCT FROM (new.kind)::text) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR (old.public_facts IS DISTINCT FROM new.public_facts) OR (old.publication_requested_at IS DISTINCT FROM new.publication_requested_at) OR (old.recheck_since IS DISTINCT FROM new.recheck_since) OR ((old.slug)::text IS DISTINCT FROM (new.slug)::text) OR (old.stage_id IS DISTINCT FROM new.stage_id) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.summary IS DISTINCT FROM new.summary) OR (old.support_received IS DISTINCT FROM new.support_received) OR ((old.tax_code)::text IS DISTINCT FROM (new.tax_code)::text) OR (old.team_size IS DISTINCT FROM new.team_size) OR (old.updated_at IS DISTINCT FROM new.updated_at) OR (old.verified_at IS DISTINCT FROM new.verified_at) OR (old.verified_by_id IS DISTINCT FROM new.verified_by_id) OR ((old.website)::text IS DISTINCT FROM (new.website)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_77b1d();

COMMENT ON TRIGGER pgtrigger_update_update_77b1d ON public.startups_startup IS 'bc0f183ae4282c0e08e4676f7e64819985c49ca1';

CREATE TRIGGER pgtrigger_update_update_80e16 AFTER UPDATE ON public.reference_historyseries FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_80e16();

COMMENT ON TRIGGER pgtrigger_update_update_80e16 ON public.reference_historyseries IS '3a42128d0a902b3f808d449633e226aea4e576f3';

CREATE TRIGGER pgtrigger_update_update_87436 AFTER UPDATE ON public.plan_plannedamount FOR EACH ROW WHEN (((old.amount IS DISTINCT FROM new.amount) OR (old.change_reason IS DISTINCT FROM new.change_reason) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.entered_at IS DISTINCT FROM new.entered_at) OR (old.entered_by_id IS DISTINCT FROM new.entered_by_id) OR (old.id IS DISTINCT FROM new.id) OR (old.line_id IS DISTINCT FROM new.line_id) OR (old.previous IS DISTINCT FROM new.previous) OR (old.source IS DISTINCT FROM new.source) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.updated_at IS DISTINCT FROM new.updated_at) OR (old.verified_at IS DISTINCT FROM new.verified_at) OR (old.verified_by_id IS DISTINCT FROM new.verified_by_id))) EXECUTE FUNCTION public.pgtrigger_update_update_87436();

COMMENT ON TRIGGER pgtrigger_update_update_87436 ON public.plan_plannedamount IS '75dcb9985ded6890504b5e9d0fcbe2c06af3d284';

CREATE TRIGGER pgtrigger_update_update_8c716 AFTER UPDATE ON public.plan_supportpolicy FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_8c716();

COMMENT ON TRIGGER pgtrigger_update_update_8c716 ON public.plan_supportpolicy IS '4ea9e4c4c6c9f54d2a68bd5cfe0d24766a43b001';

CREATE TRIGGER pgtrigger_update_update_8d71d AFTER UPDATE ON public.grants_disbursement FOR EACH ROW WHEN (((old.amount IS DISTINCT FROM new.amount) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.id IS DISTINCT FROM new.id) OR (old.is_effective IS DISTINCT FROM new.is_effective) OR (old.paid_by_id IS DISTINCT FROM new.paid_by_id) OR (old.paid_on IS DISTINCT FROM new.paid_on) OR ((old.reference)::text IS DISTINCT FROM (new.reference)::text) OR (old.reverses_id IS DISTINCT FROM new.reverses_id) OR (old.tranche_id IS DISTINCT FROM new.tranche_id) OR (old.updated_at IS DISTINCT FROM new.updated_at))) EXECUTE FUNCTION public.pgtrigger_update_update_8d71d();

COMMENT ON TRIGGER pgtrigger_update_update_8d71d ON public.grants_disbursement IS '757082860325094240dda2ba1a8b0d06435e2a45';

CREATE TRIGGER pgtrigger_update_update_91cf1 AFTER UPDATE ON public.reference_holiday FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_91cf1();

COMMENT ON TRIGGER pgtrigger_update_update_91cf1 ON public.reference_holiday IS 'b5e97c09b1c8ae9b9d0da647b995b6fc32c25c1f';

CREATE TRIGGER pgtrigger_update_update_994a8 AFTER UPDATE ON public.plan_scheme FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_994a8();

COMMENT ON TRIGGER pgtrigger_update_update_994a8 ON public.plan_scheme IS '9a0c2a575fe00e63eae11b078b618b174f13473f';

CREATE TRIGGER pgtrigger_update_update_9b4ce AFTER UPDATE ON public.reference_term FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_9b4ce();

COMMENT ON TRIGGER pgtrigger_update_update_9b4ce ON public.reference_term IS '72f39c5e3401ce62ce92d67afd71e10d4ce3bf42';

CREATE TRIGGER pgtrigger_update_update_a0220 AFTER UPDATE ON public.startups_organisation FOR EACH ROW WHEN (((old.area_id IS DISTINCT FROM new.area_id) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.id IS DISTINCT FROM new.id) OR (old.is_demo IS DISTINCT FROM new.is_demo) OR (old.is_public IS DISTINCT FROM new.is_public) OR (old.kind_id IS DISTINCT FROM new.kind_id) OR (old.manages_grants IS DISTINCT FROM new.manages_grants) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR ((old.slug)::text IS DISTINCT FROM (new.slug)::text) OR ((old.source)::text IS DISTINCT FROM (new.source)::text) OR (old.summary IS DISTINCT FROM new.summary) OR ((old.tax_code)::text IS DISTINCT FROM (new.tax_code)::text) OR (old.updated_at IS DISTINCT FROM new.updated_at) OR ((old.website)::text IS DISTINCT FROM (new.website)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_a0220();

COMMENT ON TRIGGER pgtrigger_update_update_a0220 ON public.startups_organisation IS 'b5ba33311aff680ab837fb43b357335c31d09ba6';

CREATE TRIGGER pgtrigger_update_update_b285f AFTER UPDATE ON public.questionnaires_questionnaireversion FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_b285f();

COMMENT ON TRIGGER pgtrigger_update_update_b285f ON public.questionnaires_questionnaireversion IS 'ec1b4452a551bfd6110705073c50736dcb4f4cb4';

CREATE TRIGGER pgtrigger_update_update_c2df6 AFTER UPDATE ON public.reference_sector FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_c2df6();

COMMENT ON TRIGGER pgtrigger_update_update_c2df6 ON public.reference_sector IS '62ada8acf29989c7c0e3266d73000d3d49e17e5e';

CREATE TRIGGER pgtrigger_update_update_c75e4 AFTER UPDATE ON public.reports_contribution FOR EACH ROW WHEN (((old.approved_at IS DISTINCT FROM new.approved_at) OR (old.approved_by_id IS DISTINCT FROM new.approved_by_id) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.id IS DISTINCT FROM new.id) OR (old.is_late IS DISTINCT FROM new.is_late) OR (old.period_id IS DISTINCT FROM new.period_id) OR (old.response_id IS DISTINCT FROM new.response_id) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.unit_id IS DISTINCT FROM new.unit_id) OR (old.updated_at IS DISTINCT FROM new.updated_at) OR (old.written_by_id IS DISTINCT FROM new.written_by_id))) EXECUTE FUNCTION public.pgtrigger_update_update_c75e4();

COMMENT ON TRIGGER pgtrigger_update_update_c75e4 ON public.reports_contribution IS '773ac1a6e5f7ce9430106b47b33f03f41232cbd0';

CREATE TRIGGER pgtrigger_update_update_ca5dd AFTER UPDATE ON public.reference_historyvalue FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_ca5dd();

COMMENT ON TRIGGER pgtrigger_update_update_ca5dd ON public.reference_historyvalue IS '98879a82245c37ff83a9a6e94c8d6dde2490d673';

CREATE TRIGGER pgtrigger_update_update_cf809 AFTER UPDATE ON public.plan_indicator FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_cf809();

COMMENT ON TRIGGER pgtrigger_update_update_cf809 ON public.plan_indicator IS '72e0b7df56e950bb16ea8a66d9868fa15549003e';

CREATE TRIGGER pgtrigger_update_update_d1df2 AFTER UPDATE ON public.feedback_feedback FOR EACH ROW WHEN ((((old.about)::text IS DISTINCT FROM (new.about)::text) OR (old.answer IS DISTINCT FROM new.answer) OR (old.answered_at IS DISTINCT FROM new.answered_at) OR (old.closing_reason IS DISTINCT FROM new.closing_reason) OR (old.corrected_at IS DISTINCT FROM new.corrected_at) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.due_on IS DISTINCT FROM new.due_on) OR ((old.email)::text IS DISTINCT FROM (new.email)::text) OR (old.handler_id IS DISTINCT FROM new.handler_id) OR (old.id IS DISTINCT FROM new.id) OR (old.is_demo IS DISTINCT FROM new.is_demo) OR ((old.kind)::text IS DISTINCT FROM (new.kind)::text) OR ((old.language)::text IS DISTINCT FROM (new.language)::text) OR (old."limit" IS DISTINCT FROM new."limit") OR ((old.limit_unit)::text IS DISTINCT FROM (new.limit_unit)::text) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR ((old.number)::text IS DISTINCT FROM (new.number)::text) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR ((old.subject)::text IS DISTINCT FROM (new.subject)::text) OR (old.text IS DISTINCT FROM new.text) OR (old.unit_id IS DISTINCT FROM new.unit_id) OR (old.updated_at IS DISTINCT FROM new.updated_at))) EXECUTE FUNCTION public.pgtrigger_update_update_d1df2();

COMMENT ON TRIGGER pgtrigger_update_update_d1df2 ON public.feedback_feedback IS '8f2d8840391a7dc76f485468af9ce5b7fe7d4817';

CREATE TRIGGER pgtrigger_update_update_dc47c AFTER UPDATE ON public.startups_presentation FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_dc47c();

COMMENT ON TRIGGER pgtrigger_update_update_dc47c ON public.startups_presentation IS '0e3dfe81bd5996cb8eb3c8c66e5029b3c3e90a50';

CREATE TRIGGER pgtrigger_update_update_e22f4 AFTER UPDATE ON public.plan_legaldocument FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_e22f4();

COMMENT ON TRIGGER pgtrigger_update_update_e22f4 ON public.plan_legaldocument IS '896f1028ef1d885b0d901655d4c7923c9f3fc316';

CREATE TRIGGER pgtrigger_update_update_f0e9e AFTER UPDATE ON public.accounts_rolegrant FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_f0e9e();

COMMENT ON TRIGGER pgtrigger_update_update_f0e9e ON public.accounts_rolegrant IS '07cade4428f4d70a91febfa87faded83ef8f61c1';

CREATE TRIGGER pgtrigger_update_update_fc8c6 AFTER UPDATE ON public.startups_logo FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_fc8c6();

COMMENT ON TRIGGER pgtrigger_update_update_fc8c6 ON public.startups_logo IS '2ad41a2f13b7d9574029ac0a8c5b066799c30147';

CREATE TRIGGER pgtrigger_verified_amount_not_edited_492fd BEFORE UPDATE ON public.plan_plannedamount FOR EACH ROW WHEN (((old.status)::text = 'verified'::text)) EXECUTE FUNCTION public.pgtrigger_verified_amount_not_edited_492fd();

COMMENT ON TRIGGER pgtrigger_verified_amount_not_edited_492fd ON public.plan_plannedamount IS 'ef82312848aeb386e6860432dd26d6393ce448d3';

CREATE TRIGGER pgtrigger_words_are_copied_c40ef BEFORE INSERT OR UPDATE OF application_id, search_folded, number_key, startup_name, due_on ON public.grants_review FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_words_are_copied_c40ef();

COMMENT ON TRIGGER pgtrigger_words_are_copied_c40ef ON public.grants_review IS '9f60f0afc5f9dc4c53c13b0f5c20fdc378f32968';

CREATE TRIGGER startup_sector_ids_follow AFTER INSERT OR DELETE OR UPDATE ON public.startups_startup_sectors FOR EACH ROW EXECUTE FUNCTION public.startup_sector_ids_follow();

CREATE TRIGGER trail_context_stays BEFORE DELETE OR UPDATE ON public.pghistory_context FOR EACH ROW EXECUTE FUNCTION public.trail_context_stays();

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_organisationunit
    ADD CONSTRAINT accounts_organisatio_successor_id_1fb8f647_fk_accounts_ FOREIGN KEY (successor_id) REFERENCES public.accounts_organisationunit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_rolegrant
    ADD CONSTRAINT accounts_rolegrant_granted_by_id_7c2165d8_fk_accounts_user_id FOREIGN KEY (granted_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_rolegrant
    ADD CONSTRAINT accounts_rolegrant_revoked_by_id_2c5ca284_fk_accounts_user_id FOREIGN KEY (revoked_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_rolegrant
    ADD CONSTRAINT accounts_rolegrant_unit_id_1b9f49ba_fk_accounts_ FOREIGN KEY (unit_id) REFERENCES public.accounts_organisationunit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_rolegrant
    ADD CONSTRAINT accounts_rolegrant_user_id_0601f056_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.communication_follower
    ADD CONSTRAINT communication_follow_sector_id_9c85f0c2_fk_reference FOREIGN KEY (sector_id) REFERENCES public.reference_sector(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.communication_follower
    ADD CONSTRAINT communication_follower_stage_id_769aec94_fk_reference_term_id FOREIGN KEY (stage_id) REFERENCES public.reference_term(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.communication_newsitem
    ADD CONSTRAINT communication_newsit_created_by_id_ef8b7aea_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.communication_newsitem
    ADD CONSTRAINT communication_newsitem_pillar_id_76816094_fk_plan_pillar_id FOREIGN KEY (pillar_id) REFERENCES public.plan_pillar(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.core_auditentry
    ADD CONSTRAINT core_auditentry_by_id_4099fa55_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.feedback_earlieranswer
    ADD CONSTRAINT feedback_earlieransw_feedback_id_c083fa9e_fk_feedback_ FOREIGN KEY (feedback_id) REFERENCES public.feedback_feedback(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.feedback_earlieranswer
    ADD CONSTRAINT feedback_earlieranswer_given_by_id_7e0223cf_fk_accounts_user_id FOREIGN KEY (given_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.feedback_feedback
    ADD CONSTRAINT feedback_feedback_handler_id_2dec15b7_fk_accounts_user_id FOREIGN KEY (handler_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.feedback_feedback
    ADD CONSTRAINT feedback_feedback_unit_id_eaae93bb_fk_accounts_ FOREIGN KEY (unit_id) REFERENCES public.accounts_organisationunit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_amendment
    ADD CONSTRAINT grants_amendment_call_id_385e346f_fk_grants_call_id FOREIGN KEY (call_id) REFERENCES public.grants_call(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_amendment
    ADD CONSTRAINT grants_amendment_made_by_id_be622903_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_annexchange
    ADD CONSTRAINT grants_annexchange_annex_id_4c21ad20_fk_grants_contractannex_id FOREIGN KEY (annex_id) REFERENCES public.grants_contractannex(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_annexchange
    ADD CONSTRAINT grants_annexchange_tranche_id_dc41dbad_fk_grants_tranche_id FOREIGN KEY (tranche_id) REFERENCES public.grants_tranche(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_application
    ADD CONSTRAINT grants_application_area_id_1c7669cb_fk_reference_area_id FOREIGN KEY (area_id) REFERENCES public.reference_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_application
    ADD CONSTRAINT grants_application_call_id_eacdfed4_fk_grants_call_id FOREIGN KEY (call_id) REFERENCES public.grants_call(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_application
    ADD CONSTRAINT grants_application_created_by_id_82e91fbb_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_application
    ADD CONSTRAINT grants_application_edited_by_id_f7c1dc98_fk_accounts_user_id FOREIGN KEY (edited_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_application
    ADD CONSTRAINT grants_application_found_invalid_by_id_f24d23ab_fk_accounts_ FOREIGN KEY (found_invalid_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_application
    ADD CONSTRAINT grants_application_in_charge_id_dc1b2f2d_fk_accounts_user_id FOREIGN KEY (in_charge_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_application
    ADD CONSTRAINT grants_application_invalid_confirmed_by_8f823c2b_fk_accounts_ FOREIGN KEY (invalid_confirmed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_application
    ADD CONSTRAINT grants_application_startup_id_641b2c93_fk_startups_startup_id FOREIGN KEY (startup_id) REFERENCES public.startups_startup(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_application
    ADD CONSTRAINT grants_application_submitted_by_id_49dfef21_fk_accounts_user_id FOREIGN KEY (submitted_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_attachment
    ADD CONSTRAINT grants_attachment_application_id_a040e783_fk_grants_ap FOREIGN KEY (application_id) REFERENCES public.grants_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_attachment
    ADD CONSTRAINT grants_attachment_requirement_id_8ef063a3_fk_grants_re FOREIGN KEY (requirement_id) REFERENCES public.grants_requireddocument(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_attachment
    ADD CONSTRAINT grants_attachment_uploaded_by_id_b663b177_fk_accounts_user_id FOREIGN KEY (uploaded_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_award
    ADD CONSTRAINT grants_award_application_id_a93ea9c1_fk_grants_application_id FOREIGN KEY (application_id) REFERENCES public.grants_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_award
    ADD CONSTRAINT grants_award_area_id_6249cff6_fk_reference_area_id FOREIGN KEY (area_id) REFERENCES public.reference_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_award
    ADD CONSTRAINT grants_award_budget_line_id_a8539f81_fk_plan_budgetline_id FOREIGN KEY (budget_line_id) REFERENCES public.plan_budgetline(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_award
    ADD CONSTRAINT grants_award_call_id_bb469edd_fk_grants_call_id FOREIGN KEY (call_id) REFERENCES public.grants_call(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_award
    ADD CONSTRAINT grants_award_decided_by_id_6c42c573_fk_accounts_user_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_award
    ADD CONSTRAINT grants_award_offer_accepted_by_id_0f0d23fa_fk_accounts_user_id FOREIGN KEY (offer_accepted_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_award
    ADD CONSTRAINT grants_award_proposed_by_id_e512969b_fk_accounts_user_id FOREIGN KEY (proposed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_award
    ADD CONSTRAINT grants_award_recipient_id_ae025386_fk_startups_organisation_id FOREIGN KEY (recipient_id) REFERENCES public.startups_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_award
    ADD CONSTRAINT grants_award_stage_id_f455fb6e_fk_reference_term_id FOREIGN KEY (stage_id) REFERENCES public.reference_term(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_award
    ADD CONSTRAINT grants_award_startup_id_d3731b98_fk_startups_startup_id FOREIGN KEY (startup_id) REFERENCES public.startups_startup(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_call
    ADD CONSTRAINT grants_call_budget_line_id_60c0478f_fk_plan_budgetline_id FOREIGN KEY (budget_line_id) REFERENCES public.plan_budgetline(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_call_evaluators
    ADD CONSTRAINT grants_call_evaluators_call_id_ac81efc7_fk_grants_call_id FOREIGN KEY (call_id) REFERENCES public.grants_call(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_call_evaluators
    ADD CONSTRAINT grants_call_evaluators_user_id_343dc9cc_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_call
    ADD CONSTRAINT grants_call_policy_id_c8c8f74c_fk_plan_supportpolicy_id FOREIGN KEY (policy_id) REFERENCES public.plan_supportpolicy(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_call
    ADD CONSTRAINT grants_call_report_questionnaire_a77b8094_fk_questionn FOREIGN KEY (report_questionnaire_id) REFERENCES public.questionnaires_questionnaire(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_call
    ADD CONSTRAINT grants_call_stage_id_d23a8805_fk_reference_term_id FOREIGN KEY (stage_id) REFERENCES public.reference_term(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_call
    ADD CONSTRAINT grants_call_unit_id_62fb5fa2_fk_accounts_organisationunit_id FOREIGN KEY (unit_id) REFERENCES public.accounts_organisationunit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_checklistitem
    ADD CONSTRAINT grants_checklistitem_application_id_92d06282_fk_grants_ap FOREIGN KEY (application_id) REFERENCES public.grants_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_checklistitem
    ADD CONSTRAINT grants_checklistitem_checked_by_id_a1388d58_fk_accounts_user_id FOREIGN KEY (checked_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_completion
    ADD CONSTRAINT grants_completion_application_id_697f8169_fk_grants_ap FOREIGN KEY (application_id) REFERENCES public.grants_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_contract
    ADD CONSTRAINT grants_contract_award_id_e8177b43_fk_grants_award_id FOREIGN KEY (award_id) REFERENCES public.grants_award(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_contract
    ADD CONSTRAINT grants_contract_signed_by_id_10b8f5d1_fk_accounts_user_id FOREIGN KEY (signed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_contractannex
    ADD CONSTRAINT grants_contractannex_contract_id_106a3dda_fk_grants_contract_id FOREIGN KEY (contract_id) REFERENCES public.grants_contract(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_contractannex
    ADD CONSTRAINT grants_contractannex_recorded_by_id_bb78623c_fk_accounts_ FOREIGN KEY (recorded_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_costline
    ADD CONSTRAINT grants_costline_application_id_9152a126_fk_grants_ap FOREIGN KEY (application_id) REFERENCES public.grants_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_criterion
    ADD CONSTRAINT grants_criterion_call_id_6dbec441_fk_grants_call_id FOREIGN KEY (call_id) REFERENCES public.grants_call(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_deadlineextension
    ADD CONSTRAINT grants_deadlineexten_granted_by_id_249ab084_fk_accounts_ FOREIGN KEY (granted_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_deadlineextension
    ADD CONSTRAINT grants_deadlineexten_startup_id_7c6e7ce5_fk_startups_ FOREIGN KEY (startup_id) REFERENCES public.startups_startup(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_deadlineextension
    ADD CONSTRAINT grants_deadlineextension_call_id_b0ce055f_fk_grants_call_id FOREIGN KEY (call_id) REFERENCES public.grants_call(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_decisionletter
    ADD CONSTRAINT grants_decisionletter_award_id_a79f1ed1_fk_grants_award_id FOREIGN KEY (award_id) REFERENCES public.grants_award(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_disbursement
    ADD CONSTRAINT grants_disbursement_budget_line_id_6b18f244_fk_plan_budg FOREIGN KEY (budget_line_id) REFERENCES public.plan_budgetline(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_disbursement
    ADD CONSTRAINT grants_disbursement_paid_by_id_193a4654_fk_accounts_user_id FOREIGN KEY (paid_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_disbursement
    ADD CONSTRAINT grants_disbursement_reverses_id_54858d38_fk_grants_di FOREIGN KEY (reverses_id) REFERENCES public.grants_disbursement(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_disbursement
    ADD CONSTRAINT grants_disbursement_stage_id_5f6ba686_fk_reference_term_id FOREIGN KEY (stage_id) REFERENCES public.reference_term(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_disbursement
    ADD CONSTRAINT grants_disbursement_tranche_id_b944d5a4_fk_grants_tranche_id FOREIGN KEY (tranche_id) REFERENCES public.grants_tranche(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_planstep
    ADD CONSTRAINT grants_planstep_application_id_aa5e233b_fk_grants_ap FOREIGN KEY (application_id) REFERENCES public.grants_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_requireddocument
    ADD CONSTRAINT grants_requireddocument_call_id_c10a4acf_fk_grants_call_id FOREIGN KEY (call_id) REFERENCES public.grants_call(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_reversal
    ADD CONSTRAINT grants_reversal_decided_by_id_d6e059c0_fk_accounts_user_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_reversal
    ADD CONSTRAINT grants_reversal_entry_id_459f7f5f_fk_grants_disbursement_id FOREIGN KEY (entry_id) REFERENCES public.grants_disbursement(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_reversal
    ADD CONSTRAINT grants_reversal_payment_id_6a5a747f_fk_grants_disbursement_id FOREIGN KEY (payment_id) REFERENCES public.grants_disbursement(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_reversal
    ADD CONSTRAINT grants_reversal_requested_by_id_c332d225_fk_accounts_user_id FOREIGN KEY (requested_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_review
    ADD CONSTRAINT grants_review_application_id_ae46da23_fk_grants_application_id FOREIGN KEY (application_id) REFERENCES public.grants_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_review
    ADD CONSTRAINT grants_review_assigned_by_id_807ddb26_fk_accounts_user_id FOREIGN KEY (assigned_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_review
    ADD CONSTRAINT grants_review_evaluator_id_350f5adc_fk_accounts_user_id FOREIGN KEY (evaluator_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_score
    ADD CONSTRAINT grants_score_criterion_id_6dbf74e6_fk_grants_criterion_id FOREIGN KEY (criterion_id) REFERENCES public.grants_criterion(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_score
    ADD CONSTRAINT grants_score_review_id_b5b61f07_fk_grants_review_id FOREIGN KEY (review_id) REFERENCES public.grants_review(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_stepclock
    ADD CONSTRAINT grants_stepclock_application_id_7d130f82_fk_grants_ap FOREIGN KEY (application_id) REFERENCES public.grants_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_submission
    ADD CONSTRAINT grants_submission_application_id_ab14ad7f_fk_grants_ap FOREIGN KEY (application_id) REFERENCES public.grants_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_submission
    ADD CONSTRAINT grants_submission_sent_by_id_857cfd31_fk_accounts_user_id FOREIGN KEY (sent_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_tranche
    ADD CONSTRAINT grants_tranche_accepted_by_id_4eb492c6_fk_accounts_user_id FOREIGN KEY (accepted_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_tranche
    ADD CONSTRAINT grants_tranche_call_id_7be906a3_fk_grants_call_id FOREIGN KEY (call_id) REFERENCES public.grants_call(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_tranche
    ADD CONSTRAINT grants_tranche_charged_line_id_88036666_fk_plan_budgetline_id FOREIGN KEY (charged_line_id) REFERENCES public.plan_budgetline(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_tranche
    ADD CONSTRAINT grants_tranche_contract_id_fa6a3869_fk_grants_contract_id FOREIGN KEY (contract_id) REFERENCES public.grants_contract(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_tranche
    ADD CONSTRAINT grants_tranche_reported_by_id_eaf98d80_fk_accounts_user_id FOREIGN KEY (reported_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grants_tranche
    ADD CONSTRAINT grants_tranche_response_id_ad0752a8_fk_questionn FOREIGN KEY (response_id) REFERENCES public.questionnaires_questionnaireresponse(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.lists_bulkrow
    ADD CONSTRAINT lists_bulkrow_job_id_d175f239_fk_lists_job_id FOREIGN KEY (job_id) REFERENCES public.lists_job(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.lists_defaultview
    ADD CONSTRAINT lists_defaultview_user_id_16a26e94_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.lists_defaultview
    ADD CONSTRAINT lists_defaultview_view_id_3db356c3_fk_lists_savedview_id FOREIGN KEY (view_id) REFERENCES public.lists_savedview(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.lists_job
    ADD CONSTRAINT lists_job_by_id_a965fa96_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.lists_savedview
    ADD CONSTRAINT lists_savedview_owner_id_77dd892f_fk_accounts_user_id FOREIGN KEY (owner_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_notification
    ADD CONSTRAINT notices_notification_user_id_ed60d7ae_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_notificationchoice
    ADD CONSTRAINT notices_notificationchoice_user_id_7fd541ec_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_roleinvitation
    ADD CONSTRAINT people_roleinvitatio_accepted_by_id_dbb14e8f_fk_accounts_ FOREIGN KEY (accepted_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_roleinvitation
    ADD CONSTRAINT people_roleinvitatio_invited_by_id_bb42ba44_fk_accounts_ FOREIGN KEY (invited_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_roleinvitation
    ADD CONSTRAINT people_roleinvitatio_unit_id_c48563f5_fk_accounts_ FOREIGN KEY (unit_id) REFERENCES public.accounts_organisationunit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plan_budgetline
    ADD CONSTRAINT plan_budgetline_pillar_id_9661813b_fk_plan_pillar_id FOREIGN KEY (pillar_id) REFERENCES public.plan_pillar(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plan_documentrequirement
    ADD CONSTRAINT plan_documentrequire_policy_id_6b0ee5d4_fk_plan_supp FOREIGN KEY (policy_id) REFERENCES public.plan_supportpolicy(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plan_indicator
    ADD CONSTRAINT plan_indicator_owner_id_939a1634_fk_accounts_ FOREIGN KEY (owner_id) REFERENCES public.accounts_organisationunit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plan_indicator
    ADD CONSTRAINT plan_indicator_pillar_id_598582eb_fk_plan_pillar_id FOREIGN KEY (pillar_id) REFERENCES public.plan_pillar(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plan_indicator
    ADD CONSTRAINT plan_indicator_scheme_id_a154f488_fk_plan_scheme_id FOREIGN KEY (scheme_id) REFERENCES public.plan_scheme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plan_legaldocument
    ADD CONSTRAINT plan_legaldocument_unit_id_9766b2c2_fk_accounts_ FOREIGN KEY (unit_id) REFERENCES public.accounts_organisationunit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plan_measurement
    ADD CONSTRAINT plan_measurement_entered_by_id_17b0b743_fk_accounts_user_id FOREIGN KEY (entered_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plan_measurement
    ADD CONSTRAINT plan_measurement_indicator_id_636736cf_fk_plan_indicator_id FOREIGN KEY (indicator_id) REFERENCES public.plan_indicator(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plan_measurement
    ADD CONSTRAINT plan_measurement_verified_by_id_3b5c7387_fk_accounts_user_id FOREIGN KEY (verified_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plan_periodcorrection
    ADD CONSTRAINT plan_periodcorrectio_entered_by_id_5b82878d_fk_accounts_ FOREIGN KEY (entered_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plan_pillar
    ADD CONSTRAINT plan_pillar_lead_unit_id_61d46112_fk_accounts_ FOREIGN KEY (lead_unit_id) REFERENCES public.accounts_organisationunit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plan_pillar
    ADD CONSTRAINT plan_pillar_scheme_id_46cf097f_fk_plan_scheme_id FOREIGN KEY (scheme_id) REFERENCES public.plan_scheme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plan_plannedamount
    ADD CONSTRAINT plan_plannedamount_entered_by_id_16892a47_fk_accounts_user_id FOREIGN KEY (entered_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plan_plannedamount
    ADD CONSTRAINT plan_plannedamount_line_id_422ecb1b_fk_plan_budgetline_id FOREIGN KEY (line_id) REFERENCES public.plan_budgetline(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plan_plannedamount
    ADD CONSTRAINT plan_plannedamount_verified_by_id_ad1511de_fk_accounts_user_id FOREIGN KEY (verified_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plan_supportpolicy_sectors
    ADD CONSTRAINT plan_supportpolicy_s_sector_id_5242f8d5_fk_reference FOREIGN KEY (sector_id) REFERENCES public.reference_sector(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plan_supportpolicy_sectors
    ADD CONSTRAINT plan_supportpolicy_s_supportpolicy_id_fd76bd6c_fk_plan_supp FOREIGN KEY (supportpolicy_id) REFERENCES public.plan_supportpolicy(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plan_supportpolicy
    ADD CONSTRAINT plan_supportpolicy_stage_id_c2d2e98d_fk_reference_term_id FOREIGN KEY (stage_id) REFERENCES public.reference_term(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plan_target
    ADD CONSTRAINT plan_target_entered_by_id_c5c2e393_fk_accounts_user_id FOREIGN KEY (entered_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plan_target
    ADD CONSTRAINT plan_target_indicator_id_314deda5_fk_plan_indicator_id FOREIGN KEY (indicator_id) REFERENCES public.plan_indicator(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.plan_target
    ADD CONSTRAINT plan_target_verified_by_id_363f99a0_fk_accounts_user_id FOREIGN KEY (verified_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.questionnaires_answer
    ADD CONSTRAINT questionnaires_answe_response_id_3f7b8e37_fk_questionn FOREIGN KEY (response_id) REFERENCES public.questionnaires_questionnaireresponse(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.questionnaires_answerfile
    ADD CONSTRAINT questionnaires_answe_response_id_d8bf7643_fk_questionn FOREIGN KEY (response_id) REFERENCES public.questionnaires_questionnaireresponse(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.questionnaires_answerfile
    ADD CONSTRAINT questionnaires_answe_uploaded_by_id_9e758223_fk_accounts_ FOREIGN KEY (uploaded_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.questionnaires_answer
    ADD CONSTRAINT questionnaires_answer_edited_by_id_a87d9937_fk_accounts_user_id FOREIGN KEY (edited_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.questionnaires_lostanswer
    ADD CONSTRAINT questionnaires_losta_questionnaire_versio_9c63a37e_fk_questionn FOREIGN KEY (questionnaire_version_id) REFERENCES public.questionnaires_questionnaireversion(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.questionnaires_lostanswer
    ADD CONSTRAINT questionnaires_losta_response_id_91af68e9_fk_questionn FOREIGN KEY (response_id) REFERENCES public.questionnaires_questionnaireresponse(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.questionnaires_questionnaireresponse
    ADD CONSTRAINT questionnaires_quest_copied_from_id_4bd22d01_fk_questionn FOREIGN KEY (copied_from_id) REFERENCES public.questionnaires_questionnaireresponse(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.questionnaires_questionnaireversion
    ADD CONSTRAINT questionnaires_quest_created_by_id_142891c3_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.questionnaires_questionnaireresponse
    ADD CONSTRAINT questionnaires_quest_created_by_id_8abbbf26_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.questionnaires_questionnaireversion
    ADD CONSTRAINT questionnaires_quest_edited_by_id_b0432152_fk_accounts_ FOREIGN KEY (edited_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.questionnaires_questionnaireresponse
    ADD CONSTRAINT questionnaires_quest_edited_by_id_f33dc61f_fk_accounts_ FOREIGN KEY (edited_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.questionnaires_questionnaireversion
    ADD CONSTRAINT questionnaires_quest_published_by_id_ced8cdc2_fk_accounts_ FOREIGN KEY (published_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.questionnaires_questionnaireversion
    ADD CONSTRAINT questionnaires_quest_questionnaire_id_a6c30413_fk_questionn FOREIGN KEY (questionnaire_id) REFERENCES public.questionnaires_questionnaire(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.questionnaires_questionnaireresponse
    ADD CONSTRAINT questionnaires_quest_questionnaire_versio_b0a98445_fk_questionn FOREIGN KEY (questionnaire_version_id) REFERENCES public.questionnaires_questionnaireversion(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.questionnaires_questionnaire
    ADD CONSTRAINT questionnaires_quest_unit_id_6a9d4cad_fk_accounts_ FOREIGN KEY (unit_id) REFERENCES public.accounts_organisationunit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reference_historyvalue
    ADD CONSTRAINT reference_historyval_series_id_ad62d698_fk_reference FOREIGN KEY (series_id) REFERENCES public.reference_historyseries(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reports_contribution
    ADD CONSTRAINT reports_contribution_approved_by_id_17fcea07_fk_accounts_ FOREIGN KEY (approved_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reports_contribution
    ADD CONSTRAINT reports_contribution_period_id_de009b8f_fk_reports_r FOREIGN KEY (period_id) REFERENCES public.reports_reportingperiod(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reports_contribution
    ADD CONSTRAINT reports_contribution_response_id_caf8a4dd_fk_questionn FOREIGN KEY (response_id) REFERENCES public.questionnaires_questionnaireresponse(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reports_contribution
    ADD CONSTRAINT reports_contribution_unit_id_04cd9997_fk_accounts_ FOREIGN KEY (unit_id) REFERENCES public.accounts_organisationunit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reports_contribution
    ADD CONSTRAINT reports_contribution_written_by_id_5d5ec926_fk_accounts_user_id FOREIGN KEY (written_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reports_issuedreport
    ADD CONSTRAINT reports_issuedreport_period_id_b443ca09_fk_reports_r FOREIGN KEY (period_id) REFERENCES public.reports_reportingperiod(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reports_issuedreport
    ADD CONSTRAINT reports_issuedreport_requested_by_id_b803fec8_fk_accounts_ FOREIGN KEY (requested_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reports_issuedreport
    ADD CONSTRAINT reports_issuedreport_scheme_id_72227ef9_fk_plan_scheme_id FOREIGN KEY (scheme_id) REFERENCES public.plan_scheme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reports_reportfile
    ADD CONSTRAINT reports_reportfile_report_id_109d2654_fk_reports_i FOREIGN KEY (report_id) REFERENCES public.reports_issuedreport(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reports_reportfilepart
    ADD CONSTRAINT reports_reportfilepa_file_id_5e88c39d_fk_reports_r FOREIGN KEY (file_id) REFERENCES public.reports_reportfile(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.startups_consent
    ADD CONSTRAINT startups_consent_given_by_id_1ec0a63f_fk_accounts_user_id FOREIGN KEY (given_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.startups_consent
    ADD CONSTRAINT startups_consent_startup_id_f821d636_fk_startups_startup_id FOREIGN KEY (startup_id) REFERENCES public.startups_startup(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.startups_consent
    ADD CONSTRAINT startups_consent_withdrawn_by_id_ebe45532_fk_accounts_user_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.startups_formeraddress
    ADD CONSTRAINT startups_formeraddre_organisation_id_44215eab_fk_startups_ FOREIGN KEY (organisation_id) REFERENCES public.startups_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.startups_formeraddress
    ADD CONSTRAINT startups_formeraddre_startup_id_505b0b97_fk_startups_ FOREIGN KEY (startup_id) REFERENCES public.startups_startup(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.startups_fundinground
    ADD CONSTRAINT startups_fundingroun_startup_id_a9782699_fk_startups_ FOREIGN KEY (startup_id) REFERENCES public.startups_startup(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.startups_fundinground
    ADD CONSTRAINT startups_fundingroun_verified_by_id_1d599991_fk_accounts_ FOREIGN KEY (verified_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.startups_fundinground
    ADD CONSTRAINT startups_fundingroun_written_by_id_2e360615_fk_accounts_ FOREIGN KEY (written_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.startups_fundinground
    ADD CONSTRAINT startups_fundinground_kind_id_3e82215b_fk_reference_term_id FOREIGN KEY (kind_id) REFERENCES public.reference_term(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.startups_invitation
    ADD CONSTRAINT startups_invitation_accepted_by_id_6f673af9_fk_accounts_user_id FOREIGN KEY (accepted_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.startups_invitation
    ADD CONSTRAINT startups_invitation_invited_by_id_4ce499d8_fk_accounts_user_id FOREIGN KEY (invited_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.startups_invitation
    ADD CONSTRAINT startups_invitation_startup_id_c6e5b264_fk_startups_startup_id FOREIGN KEY (startup_id) REFERENCES public.startups_startup(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.startups_logo
    ADD CONSTRAINT startups_logo_startup_id_afb4f45b_fk_startups_startup_id FOREIGN KEY (startup_id) REFERENCES public.startups_startup(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.startups_membership
    ADD CONSTRAINT startups_membership_startup_id_9140c557_fk_startups_startup_id FOREIGN KEY (startup_id) REFERENCES public.startups_startup(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.startups_membership
    ADD CONSTRAINT startups_membership_user_id_5e0ed714_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.startups_organisation
    ADD CONSTRAINT startups_organisation_area_id_87edac69_fk_reference_area_id FOREIGN KEY (area_id) REFERENCES public.reference_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.startups_organisation
    ADD CONSTRAINT startups_organisation_kind_id_21de4904_fk_reference_term_id FOREIGN KEY (kind_id) REFERENCES public.reference_term(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.startups_presentation
    ADD CONSTRAINT startups_presentatio_startup_id_d65fad78_fk_startups_ FOREIGN KEY (startup_id) REFERENCES public.startups_startup(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.startups_startup
    ADD CONSTRAINT startups_startup_area_id_e9f4a017_fk_reference_area_id FOREIGN KEY (area_id) REFERENCES public.reference_area(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.startups_startup_sectors
    ADD CONSTRAINT startups_startup_sec_sector_id_327c596b_fk_reference FOREIGN KEY (sector_id) REFERENCES public.reference_sector(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.startups_startup_sectors
    ADD CONSTRAINT startups_startup_sec_startup_id_e313aca5_fk_startups_ FOREIGN KEY (startup_id) REFERENCES public.startups_startup(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.startups_startup
    ADD CONSTRAINT startups_startup_stage_id_16f38eab_fk_reference_term_id FOREIGN KEY (stage_id) REFERENCES public.reference_term(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.startups_startup
    ADD CONSTRAINT startups_startup_verified_by_id_c611be09_fk_accounts_user_id FOREIGN KEY (verified_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.startups_startup
    ADD CONSTRAINT startups_startup_written_by_id_52cc9495_fk_accounts_user_id FOREIGN KEY (written_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_user_id_af5e0a6d_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;

INSERT INTO public.auth_permission (id, name, content_type_id, codename) VALUES
    ('1', 'Can add page source change', '3', 'add_pagesourcechange'),
    ('2', 'Can change page source change', '3', 'change_pagesourcechange'),
    ('3', 'Can delete page source change', '3', 'delete_pagesourcechange'),
    ('4', 'Can view page source change', '3', 'view_pagesourcechange'),
    ('5', 'Can add stored page', '4', 'add_storedpage'),
    ('6', 'Can change stored page', '4', 'change_storedpage'),
    ('7', 'Can delete stored page', '4', 'delete_storedpage'),
    ('8', 'Can view stored page', '4', 'view_storedpage'),
    ('9', 'Can add figure change', '5', 'add_figurechange'),
    ('10', 'Can change figure change', '5', 'change_figurechange'),
    ('11', 'Can delete figure change', '5', 'delete_figurechange'),
    ('12', 'Can view figure change', '5', 'view_figurechange'),
    ('13', 'Can add cached figure', '6', 'add_cachedfigure'),
    ('14', 'Can change cached figure', '6', 'change_cachedfigure'),
    ('15', 'Can delete cached figure', '6', 'delete_cachedfigure'),
    ('16', 'Can view cached figure', '6', 'view_cachedfigure'),
    ('17', 'Can add measure cell', '7', 'add_measurecell'),
    ('18', 'Can change measure cell', '7', 'change_measurecell'),
    ('19', 'Can delete measure cell', '7', 'delete_measurecell'),
    ('20', 'Can view measure cell', '7', 'view_measurecell'),
    ('21', 'Can add number series', '8', 'add_numberseries'),
    ('22', 'Can change number series', '8', 'change_numberseries'),
    ('23', 'Can delete number series', '8', 'delete_numberseries'),
    ('24', 'Can view number series', '8', 'view_numberseries'),
    ('25', 'Can add unfinished work', '9', 'add_unfinishedwork'),
    ('26', 'Can change unfinished work', '9', 'change_unfinishedwork'),
    ('27', 'Can delete unfinished work', '9', 'delete_unfinishedwork'),
    ('28', 'Can view unfinished work', '9', 'view_unfinishedwork'),
    ('29', 'Can add audit entry', '10', 'add_auditentry'),
    ('30', 'Can change audit entry', '10', 'change_auditentry'),
    ('31', 'Can delete audit entry', '10', 'delete_auditentry'),
    ('32', 'Can view audit entry', '10', 'view_auditentry'),
    ('33', 'Can add outbox message', '11', 'add_outboxmessage'),
    ('34', 'Can change outbox message', '11', 'change_outboxmessage'),
    ('35', 'Can delete outbox message', '11', 'delete_outboxmessage'),
    ('36', 'Can view outbox message', '11', 'view_outboxmessage'),
    ('37', 'Can add broadcast', '12', 'add_broadcast'),
    ('38', 'Can change broadcast', '12', 'change_broadcast'),
    ('39', 'Can delete broadcast', '12', 'delete_broadcast'),
    ('40', 'Can view broadcast', '12', 'view_broadcast'),
    ('41', 'Can add notification', '13', 'add_notification'),
    ('42', 'Can change notification', '13', 'change_notification'),
    ('43', 'Can delete notification', '13', 'delete_notification'),
    ('44', 'Can view notification', '13', 'view_notification'),
    ('45', 'Can add sent reminder', '14', 'add_sentreminder'),
    ('46', 'Can change sent reminder', '14', 'change_sentreminder'),
    ('47', 'Can delete sent reminder', '14', 'delete_sentreminder'),
    ('48', 'Can view sent reminder', '14', 'view_sentreminder'),
    ('49', 'Can add notification choice', '15', 'add_notificationchoice'),
    ('50', 'Can change notification choice', '15', 'change_notificationchoice'),
    ('51', 'Can delete notification choice', '15', 'delete_notificationchoice'),
    ('52', 'Can view notification choice', '15', 'view_notificationchoice'),
    ('53', 'Can add organisation unit', '16', 'add_organisationunit'),
    ('54', 'Can change organisation unit', '16', 'change_organisationunit'),
    ('55', 'Can delete organisation unit', '16', 'delete_organisationunit'),
    ('56', 'Can view organisation unit', '16', 'view_organisationunit'),
    ('57', 'Can add organisation unit event', '17', 'add_organisationunitevent'),
    ('58', 'Can change organisation unit event', '17', 'change_organisationunitevent'),
    ('59', 'Can delete organisation unit event', '17', 'delete_organisationunitevent'),
    ('60', 'Can view organisation unit event', '17', 'view_organisationunitevent'),
    ('61', 'Can add user', '18', 'add_user'),
    ('62', 'Can change user', '18', 'change_user'),
    ('63', 'Can delete user', '18', 'delete_user'),
    ('64', 'Can view user', '18', 'view_user'),
    ('65', 'Can add user event', '19', 'add_userevent'),
    ('66', 'Can change user event', '19', 'change_userevent'),
    ('67', 'Can delete user event', '19', 'delete_userevent'),
    ('68', 'Can view user event', '19', 'view_userevent'),
    ('69', 'Can add role grant', '20', 'add_rolegrant'),
    ('70', 'Can change role grant', '20', 'change_rolegrant'),
    ('71', 'Can delete role grant', '20', 'delete_rolegrant'),
    ('72', 'Can view role grant', '20', 'view_rolegrant'),
    ('73', 'Can add role grant event', '21', 'add_rolegrantevent'),
    ('74', 'Can change role grant event', '21', 'change_rolegrantevent'),
    ('75', 'Can delete role grant event', '21', 'delete_rolegrantevent'),
    ('76', 'Can view role grant event', '21', 'view_rolegrantevent'),
    ('77', 'Can add job', '22', 'add_job'),
    ('78', 'Can change job', '22', 'change_job'),
    ('79', 'Can delete job', '22', 'delete_job'),
    ('80', 'Can view job', '22', 'view_job'),
    ('81', 'Can add bulk row', '23', 'add_bulkrow'),
    ('82', 'Can change bulk row', '23', 'change_bulkrow'),
    ('83', 'Can delete bulk row', '23', 'delete_bulkrow'),
    ('84', 'Can view bulk row', '23', 'view_bulkrow'),
    ('85', 'Can add saved view', '24', 'add_savedview'),
    ('86', 'Can change saved view', '24', 'change_savedview'),
    ('87', 'Can delete saved view', '24', 'delete_savedview'),
    ('88', 'Can view saved view', '24', 'view_savedview'),
    ('89', 'Can add default view', '25', 'add_defaultview'),
    ('90', 'Can change default view', '25', 'change_defaultview'),
    ('91', 'Can delete default view', '25', 'delete_defaultview'),
    ('92', 'Can view default view', '25', 'view_defaultview'),
    ('93', 'Can add role invitation', '26', 'add_roleinvitation'),
    ('94', 'Can change role invitation', '26', 'change_roleinvitation'),
    ('95', 'Can delete role invitation', '26', 'delete_roleinvitation'),
    ('96', 'Can view role invitation', '26', 'view_roleinvitation'),
    ('97', 'Can add area', '27', 'add_area'),
    ('98', 'Can change area', '27', 'change_area'),
    ('99', 'Can delete area', '27', 'delete_area'),
    ('100', 'Can view area', '27', 'view_area'),
    ('101', 'Can add area event', '28', 'add_areaevent'),
    ('102', 'Can change area event', '28', 'change_areaevent'),
    ('103', 'Can delete area event', '28', 'delete_areaevent'),
    ('104', 'Can view area event', '28', 'view_areaevent'),
    ('105', 'Can add sector', '29', 'add_sector'),
    ('106', 'Can change sector', '29', 'change_sector'),
    ('107', 'Can delete sector', '29', 'delete_sector'),
    ('108', 'Can view sector', '29', 'view_sector'),
    ('109', 'Can add sector event', '30', 'add_sectorevent'),
    ('110', 'Can change sector event', '30', 'change_sectorevent'),
    ('111', 'Can delete sector event', '30', 'delete_sectorevent'),
    ('112', 'Can view sector event', '30', 'view_sectorevent'),
    ('113', 'Can add term', '31', 'add_term'),
    ('114', 'Can change term', '31', 'change_term'),
    ('115', 'Can delete term', '31', 'delete_term'),
    ('116', 'Can view term', '31', 'view_term'),
    ('117', 'Can add term event', '32', 'add_termevent'),
    ('118', 'Can change term event', '32', 'change_termevent'),
    ('119', 'Can delete term event', '32', 'delete_termevent'),
    ('120', 'Can view term event', '32', 'view_termevent'),
    ('121', 'Can add holiday', '33', 'add_holiday'),
    ('122', 'Can change holiday', '33', 'change_holiday'),
    ('123', 'Can delete holiday', '33', 'delete_holiday'),
    ('124', 'Can view holiday', '33', 'view_holiday'),
    ('125', 'Can add holiday event', '34', 'add_holidayevent'),
    ('126', 'Can change holiday event', '34', 'change_holidayevent'),
    ('127', 'Can delete holiday event', '34', 'delete_holidayevent'),
    ('128', 'Can view holiday event', '34', 'view_holidayevent'),
    ('129', 'Can add history series', '35', 'add_historyseries'),
    ('130', 'Can change history series', '35', 'change_historyseries'),
    ('131', 'Can delete history series', '35', 'delete_historyseries'),
    ('132', 'Can view history series', '35', 'view_historyseries'),
    ('133', 'Can add history series event', '36', 'add_historyseriesevent'),
    ('134', 'Can change history series event', '36', 'change_historyseriesevent'),
    ('135', 'Can delete history series event', '36', 'delete_historyseriesevent'),
    ('136', 'Can view history series event', '36', 'view_historyseriesevent'),
    ('137', 'Can add history value', '37', 'add_historyvalue'),
    ('138', 'Can change history value', '37', 'change_historyvalue'),
    ('139', 'Can delete history value', '37', 'delete_historyvalue'),
    ('140', 'Can view history value', '37', 'view_historyvalue'),
    ('141', 'Can add history value event', '38', 'add_historyvalueevent'),
    ('142', 'Can change history value event', '38', 'change_historyvalueevent'),
    ('143', 'Can delete history value event', '38', 'delete_historyvalueevent'),
    ('144', 'Can view history value event', '38', 'view_historyvalueevent'),
    ('145', 'Can add loaded row', '39', 'add_loadedrow'),
    ('146', 'Can change loaded row', '39', 'change_loadedrow'),
    ('147', 'Can delete loaded row', '39', 'delete_loadedrow'),
    ('148', 'Can view loaded row', '39', 'view_loadedrow'),
    ('149', 'Can add questionnaire', '40', 'add_questionnaire'),
    ('150', 'Can change questionnaire', '40', 'change_questionnaire'),
    ('151', 'Can delete questionnaire', '40', 'delete_questionnaire'),
    ('152', 'Can view questionnaire', '40', 'view_questionnaire'),
    ('153', 'Can add questionnaire event', '41', 'add_questionnaireevent'),
    ('154', 'Can change questionnaire event', '41', 'change_questionnaireevent'),
    ('155', 'Can delete questionnaire event', '41', 'delete_questionnaireevent'),
    ('156', 'Can view questionnaire event', '41', 'view_questionnaireevent'),
    ('157', 'Can add questionnaire version', '42', 'add_questionnaireversion'),
    ('158', 'Can change questionnaire version', '42', 'change_questionnaireversion'),
    ('159', 'Can delete questionnaire version', '42', 'delete_questionnaireversion'),
    ('160', 'Can view questionnaire version', '42', 'view_questionnaireversion'),
    ('161', 'Can add questionnaire version event', '43', 'add_questionnaireversionevent'),
    ('162', 'Can change questionnaire version event', '43', 'change_questionnaireversionevent'),
    ('163', 'Can delete questionnaire version event', '43', 'delete_questionnaireversionevent'),
    ('164', 'Can view questionnaire version event', '43', 'view_questionnaireversionevent'),
    ('165', 'Can add questionnaire response', '44', 'add_questionnaireresponse'),
    ('166', 'Can change questionnaire response', '44', 'change_questionnaireresponse'),
    ('167', 'Can delete questionnaire response', '44', 'delete_questionnaireresponse'),
    ('168', 'Can view questionnaire response', '44', 'view_questionnaireresponse'),
    ('169', 'Can add answer', '45', 'add_answer'),
    ('170', 'Can change answer', '45', 'change_answer'),
    ('171', 'Can delete answer', '45', 'delete_answer'),
    ('172', 'Can view answer', '45', 'view_answer'),
    ('173', 'Can add lost answer', '46', 'add_lostanswer'),
    ('174', 'Can change lost answer', '46', 'change_lostanswer'),
    ('175', 'Can delete lost answer', '46', 'delete_lostanswer'),
    ('176', 'Can view lost answer', '46', 'view_lostanswer'),
    ('177', 'Can add answer file', '47', 'add_answerfile'),
    ('178', 'Can change answer file', '47', 'change_answerfile'),
    ('179', 'Can delete answer file', '47', 'delete_answerfile'),
    ('180', 'Can view answer file', '47', 'view_answerfile'),
    ('181', 'Can add startup', '48', 'add_startup'),
    ('182', 'Can change startup', '48', 'change_startup'),
    ('183', 'Can delete startup', '48', 'delete_startup'),
    ('184', 'Can view startup', '48', 'view_startup'),
    ('185', 'Can add startup event', '49', 'add_startupevent'),
    ('186', 'Can change startup event', '49', 'change_startupevent'),
    ('187', 'Can delete startup event', '49', 'delete_startupevent'),
    ('188', 'Can view startup event', '49', 'view_startupevent'),
    ('189', 'Can add consent', '50', 'add_consent'),
    ('190', 'Can change consent', '50', 'change_consent'),
    ('191', 'Can delete consent', '50', 'delete_consent'),
    ('192', 'Can view consent', '50', 'view_consent'),
    ('193', 'Can add consent event', '51', 'add_consentevent'),
    ('194', 'Can change consent event', '51', 'change_consentevent'),
    ('195', 'Can delete consent event', '51', 'delete_consentevent'),
    ('196', 'Can view consent event', '51', 'view_consentevent'),
    ('197', 'Can add funding round', '52', 'add_fundinground'),
    ('198', 'Can change funding round', '52', 'change_fundinground'),
    ('199', 'Can delete funding round', '52', 'delete_fundinground'),
    ('200', 'Can view funding round', '52', 'view_fundinground'),
    ('201', 'Can add funding round event', '53', 'add_fundingroundevent'),
    ('202', 'Can change funding round event', '53', 'change_fundingroundevent'),
    ('203', 'Can delete funding round event', '53', 'delete_fundingroundevent'),
    ('204', 'Can view funding round event', '53', 'view_fundingroundevent'),
    ('205', 'Can add membership', '54', 'add_membership'),
    ('206', 'Can change membership', '54', 'change_membership'),
    ('207', 'Can delete membership', '54', 'delete_membership'),
    ('208', 'Can view membership', '54', 'view_membership'),
    ('209', 'Can add membership event', '55', 'add_membershipevent'),
    ('210', 'Can change membership event', '55', 'change_membershipevent'),
    ('211', 'Can delete membership event', '55', 'delete_membershipevent'),
    ('212', 'Can view membership event', '55', 'view_membershipevent'),
    ('213', 'Can add invitation', '56', 'add_invitation'),
    ('214', 'Can change invitation', '56', 'change_invitation'),
    ('215', 'Can delete invitation', '56', 'delete_invitation'),
    ('216', 'Can view invitation', '56', 'view_invitation'),
    ('217', 'Can add organisation', '57', 'add_organisation'),
    ('218', 'Can change organisation', '57', 'change_organisation'),
    ('219', 'Can delete organisation', '57', 'delete_organisation'),
    ('220', 'Can view organisation', '57', 'view_organisation'),
    ('221', 'Can add former address', '58', 'add_formeraddress'),
    ('222', 'Can change former address', '58', 'change_formeraddress'),
    ('223', 'Can delete former address', '58', 'delete_formeraddress'),
    ('224', 'Can view former address', '58', 'view_formeraddress'),
    ('225', 'Can add organisation event', '59', 'add_organisationevent'),
    ('226', 'Can change organisation event', '59', 'change_organisationevent'),
    ('227', 'Can delete organisation event', '59', 'delete_organisationevent'),
    ('228', 'Can view organisation event', '59', 'view_organisationevent'),
    ('229', 'Can add logo', '60', 'add_logo'),
    ('230', 'Can change logo', '60', 'change_logo'),
    ('231', 'Can delete logo', '60', 'delete_logo'),
    ('232', 'Can view logo', '60', 'view_logo'),
    ('233', 'Can add logo event', '61', 'add_logoevent'),
    ('234', 'Can change logo event', '61', 'change_logoevent'),
    ('235', 'Can delete logo event', '61', 'delete_logoevent'),
    ('236', 'Can view logo event', '61', 'view_logoevent'),
    ('237', 'Can add presentation', '62', 'add_presentation'),
    ('238', 'Can change presentation', '62', 'change_presentation'),
    ('239', 'Can delete presentation', '62', 'delete_presentation'),
    ('240', 'Can view presentation', '62', 'view_presentation'),
    ('241', 'Can add presentation event', '63', 'add_presentationevent'),
    ('242', 'Can change presentation event', '63', 'change_presentationevent'),
    ('243', 'Can delete presentation event', '63', 'delete_presentationevent'),
    ('244', 'Can view presentation event', '63', 'view_presentationevent'),
    ('245', 'Can add scheme', '64', 'add_scheme'),
    ('246', 'Can change scheme', '64', 'change_scheme'),
    ('247', 'Can delete scheme', '64', 'delete_scheme'),
    ('248', 'Can view scheme', '64', 'view_scheme'),
    ('249', 'Can add scheme event', '65', 'add_schemeevent'),
    ('250', 'Can change scheme event', '65', 'change_schemeevent'),
    ('251', 'Can delete scheme event', '65', 'delete_schemeevent'),
    ('252', 'Can view scheme event', '65', 'view_schemeevent'),
    ('253', 'Can add pillar', '66', 'add_pillar'),
    ('254', 'Can change pillar', '66', 'change_pillar'),
    ('255', 'Can delete pillar', '66', 'delete_pillar'),
    ('256', 'Can view pillar', '66', 'view_pillar'),
    ('257', 'Can add pillar event', '67', 'add_pillarevent'),
    ('258', 'Can change pillar event', '67', 'change_pillarevent'),
    ('259', 'Can delete pillar event', '67', 'delete_pillarevent'),
    ('260', 'Can view pillar event', '67', 'view_pillarevent'),
    ('261', 'Can add budget line', '68', 'add_budgetline'),
    ('262', 'Can change budget line', '68', 'change_budgetline'),
    ('263', 'Can delete budget line', '68', 'delete_budgetline'),
    ('264', 'Can view budget line', '68', 'view_budgetline'),
    ('265', 'Can add budget line event', '69', 'add_budgetlineevent'),
    ('266', 'Can change budget line event', '69', 'change_budgetlineevent'),
    ('267', 'Can delete budget line event', '69', 'delete_budgetlineevent'),
    ('268', 'Can view budget line event', '69', 'view_budgetlineevent'),
    ('269', 'Can add planned amount', '70', 'add_plannedamount'),
    ('270', 'Can change planned amount', '70', 'change_plannedamount'),
    ('271', 'Can delete planned amount', '70', 'delete_plannedamount'),
    ('272', 'Can view planned amount', '70', 'view_plannedamount'),
    ('273', 'Can add planned amount event', '71', 'add_plannedamountevent'),
    ('274', 'Can change planned amount event', '71', 'change_plannedamountevent'),
    ('275', 'Can delete planned amount event', '71', 'delete_plannedamountevent'),
    ('276', 'Can view planned amount event', '71', 'view_plannedamountevent'),
    ('277', 'Can add indicator', '72', 'add_indicator'),
    ('278', 'Can change indicator', '72', 'change_indicator'),
    ('279', 'Can delete indicator', '72', 'delete_indicator'),
    ('280', 'Can view indicator', '72', 'view_indicator'),
    ('281', 'Can add target', '73', 'add_target'),
    ('282', 'Can change target', '73', 'change_target'),
    ('283', 'Can delete target', '73', 'delete_target'),
    ('284', 'Can view target', '73', 'view_target'),
    ('285', 'Can add target event', '74', 'add_targetevent'),
    ('286', 'Can change target event', '74', 'change_targetevent'),
    ('287', 'Can delete target event', '74', 'delete_targetevent'),
    ('288', 'Can view target event', '74', 'view_targetevent'),
    ('289', 'Can add measurement', '75', 'add_measurement'),
    ('290', 'Can change measurement', '75', 'change_measurement'),
    ('291', 'Can delete measurement', '75', 'delete_measurement'),
    ('292', 'Can view measurement', '75', 'view_measurement'),
    ('293', 'Can add support policy', '76', 'add_supportpolicy'),
    ('294', 'Can change support policy', '76', 'change_supportpolicy'),
    ('295', 'Can delete support policy', '76', 'delete_supportpolicy'),
    ('296', 'Can view support policy', '76', 'view_supportpolicy'),
    ('297', 'Can add support policy event', '77', 'add_supportpolicyevent'),
    ('298', 'Can change support policy event', '77', 'change_supportpolicyevent'),
    ('299', 'Can delete support policy event', '77', 'delete_supportpolicyevent'),
    ('300', 'Can view support policy event', '77', 'view_supportpolicyevent'),
    ('301', 'Can add document requirement', '78', 'add_documentrequirement'),
    ('302', 'Can change document requirement', '78', 'change_documentrequirement'),
    ('303', 'Can delete document requirement', '78', 'delete_documentrequirement'),
    ('304', 'Can view document requirement', '78', 'view_documentrequirement'),
    ('305', 'Can add document requirement event', '79', 'add_documentrequirementevent'),
    ('306', 'Can change document requirement event', '79', 'change_documentrequirementevent'),
    ('307', 'Can delete document requirement event', '79', 'delete_documentrequirementevent'),
    ('308', 'Can view document requirement event', '79', 'view_documentrequirementevent'),
    ('309', 'Can add time limit', '80', 'add_timelimit'),
    ('310', 'Can change time limit', '80', 'change_timelimit'),
    ('311', 'Can delete time limit', '80', 'delete_timelimit'),
    ('312', 'Can view time limit', '80', 'view_timelimit'),
    ('313', 'Can add time limit event', '81', 'add_timelimitevent'),
    ('314', 'Can change time limit event', '81', 'change_timelimitevent'),
    ('315', 'Can delete time limit event', '81', 'delete_timelimitevent'),
    ('316', 'Can view time limit event', '81', 'view_timelimitevent'),
    ('317', 'Can add measurement event', '82', 'add_measurementevent'),
    ('318', 'Can change measurement event', '82', 'change_measurementevent'),
    ('319', 'Can delete measurement event', '82', 'delete_measurementevent'),
    ('320', 'Can view measurement event', '82', 'view_measurementevent'),
    ('321', 'Can add indicator event', '83', 'add_indicatorevent'),
    ('322', 'Can change indicator event', '83', 'change_indicatorevent'),
    ('323', 'Can delete indicator event', '83', 'delete_indicatorevent'),
    ('324', 'Can view indicator event', '83', 'view_indicatorevent'),
    ('325', 'Can add period correction', '84', 'add_periodcorrection'),
    ('326', 'Can change period correction', '84', 'change_periodcorrection'),
    ('327', 'Can delete period correction', '84', 'delete_periodcorrection'),
    ('328', 'Can view period correction', '84', 'view_periodcorrection'),
    ('329', 'Can add legal document', '85', 'add_legaldocument'),
    ('330', 'Can change legal document', '85', 'change_legaldocument'),
    ('331', 'Can delete legal document', '85', 'delete_legaldocument'),
    ('332', 'Can view legal document', '85', 'view_legaldocument'),
    ('333', 'Can add legal document event', '86', 'add_legaldocumentevent'),
    ('334', 'Can change legal document event', '86', 'change_legaldocumentevent'),
    ('335', 'Can delete legal document event', '86', 'delete_legaldocumentevent'),
    ('336', 'Can view legal document event', '86', 'view_legaldocumentevent'),
    ('337', 'Can add call', '87', 'add_call'),
    ('338', 'Can change call', '87', 'change_call'),
    ('339', 'Can delete call', '87', 'delete_call'),
    ('340', 'Can view call', '87', 'view_call'),
    ('341', 'Can add call event', '88', 'add_callevent'),
    ('342', 'Can change call event', '88', 'change_callevent'),
    ('343', 'Can delete call event', '88', 'delete_callevent'),
    ('344', 'Can view call event', '88', 'view_callevent'),
    ('345', 'Can add criterion', '89', 'add_criterion'),
    ('346', 'Can change criterion', '89', 'change_criterion'),
    ('347', 'Can delete criterion', '89', 'delete_criterion'),
    ('348', 'Can view criterion', '89', 'view_criterion'),
    ('349', 'Can add required document', '90', 'add_requireddocument'),
    ('350', 'Can change required document', '90', 'change_requireddocument'),
    ('351', 'Can delete required document', '90', 'delete_requireddocument'),
    ('352', 'Can view required document', '90', 'view_requireddocument'),
    ('353', 'Can add application', '91', 'add_application'),
    ('354', 'Can change application', '91', 'change_application'),
    ('355', 'Can delete application', '91', 'delete_application'),
    ('356', 'Can view application', '91', 'view_application'),
    ('357', 'Can add completion', '92', 'add_completion'),
    ('358', 'Can change completion', '92', 'change_completion'),
    ('359', 'Can delete completion', '92', 'delete_completion'),
    ('360', 'Can view completion', '92', 'view_completion'),
    ('361', 'Can add completion event', '93', 'add_completionevent'),
    ('362', 'Can change completion event', '93', 'change_completionevent'),
    ('363', 'Can delete completion event', '93', 'delete_completionevent'),
    ('364', 'Can view completion event', '93', 'view_completionevent'),
    ('365', 'Can add application event', '94', 'add_applicationevent'),
    ('366', 'Can change application event', '94', 'change_applicationevent'),
    ('367', 'Can delete application event', '94', 'delete_applicationevent'),
    ('368', 'Can view application event', '94', 'view_applicationevent'),
    ('369', 'Can add award', '95', 'add_award'),
    ('370', 'Can change award', '95', 'change_award'),
    ('371', 'Can delete award', '95', 'delete_award'),
    ('372', 'Can view award', '95', 'view_award'),
    ('373', 'Can add award event', '96', 'add_awardevent'),
    ('374', 'Can change award event', '96', 'change_awardevent'),
    ('375', 'Can delete award event', '96', 'delete_awardevent'),
    ('376', 'Can view award event', '96', 'view_awardevent'),
    ('377', 'Can add decision letter', '97', 'add_decisionletter'),
    ('378', 'Can change decision letter', '97', 'change_decisionletter'),
    ('379', 'Can delete decision letter', '97', 'delete_decisionletter'),
    ('380', 'Can view decision letter', '97', 'view_decisionletter'),
    ('381', 'Can add contract', '98', 'add_contract'),
    ('382', 'Can change contract', '98', 'change_contract'),
    ('383', 'Can delete contract', '98', 'delete_contract'),
    ('384', 'Can view contract', '98', 'view_contract'),
    ('385', 'Can add contract event', '99', 'add_contractevent'),
    ('386', 'Can change contract event', '99', 'change_contractevent'),
    ('387', 'Can delete contract event', '99', 'delete_contractevent'),
    ('388', 'Can view contract event', '99', 'view_contractevent'),
    ('389', 'Can add tranche', '100', 'add_tranche'),
    ('390', 'Can change tranche', '100', 'change_tranche'),
    ('391', 'Can delete tranche', '100', 'delete_tranche'),
    ('392', 'Can view tranche', '100', 'view_tranche'),
    ('393', 'Can add tranche event', '101', 'add_trancheevent'),
    ('394', 'Can change tranche event', '101', 'change_trancheevent'),
    ('395', 'Can delete tranche event', '101', 'delete_trancheevent'),
    ('396', 'Can view tranche event', '101', 'view_trancheevent'),
    ('397', 'Can add plan step', '102', 'add_planstep'),
    ('398', 'Can change plan step', '102', 'change_planstep'),
    ('399', 'Can delete plan step', '102', 'delete_planstep'),
    ('400', 'Can view plan step', '102', 'view_planstep'),
    ('401', 'Can add cost line', '103', 'add_costline'),
    ('402', 'Can change cost line', '103', 'change_costline'),
    ('403', 'Can delete cost line', '103', 'delete_costline'),
    ('404', 'Can view cost line', '103', 'view_costline'),
    ('405', 'Can add attachment', '104', 'add_attachment'),
    ('406', 'Can change attachment', '104', 'change_attachment'),
    ('407', 'Can delete attachment', '104', 'delete_attachment'),
    ('408', 'Can view attachment', '104', 'view_attachment'),
    ('409', 'Can add submission', '105', 'add_submission'),
    ('410', 'Can change submission', '105', 'change_submission'),
    ('411', 'Can delete submission', '105', 'delete_submission'),
    ('412', 'Can view submission', '105', 'view_submission'),
    ('413', 'Can add checklist item', '106', 'add_checklistitem'),
    ('414', 'Can change checklist item', '106', 'change_checklistitem'),
    ('415', 'Can delete checklist item', '106', 'delete_checklistitem'),
    ('416', 'Can view checklist item', '106', 'view_checklistitem'),
    ('417', 'Can add checklist item event', '107', 'add_checklistitemevent'),
    ('418', 'Can change checklist item event', '107', 'change_checklistitemevent'),
    ('419', 'Can delete checklist item event', '107', 'delete_checklistitemevent'),
    ('420', 'Can view checklist item event', '107', 'view_checklistitemevent'),
    ('421', 'Can add step clock', '108', 'add_stepclock'),
    ('422', 'Can change step clock', '108', 'change_stepclock'),
    ('423', 'Can delete step clock', '108', 'delete_stepclock'),
    ('424', 'Can view step clock', '108', 'view_stepclock'),
    ('425', 'Can add disbursement', '109', 'add_disbursement'),
    ('426', 'Can change disbursement', '109', 'change_disbursement'),
    ('427', 'Can delete disbursement', '109', 'delete_disbursement'),
    ('428', 'Can view disbursement', '109', 'view_disbursement'),
    ('429', 'Can add disbursement event', '110', 'add_disbursementevent'),
    ('430', 'Can change disbursement event', '110', 'change_disbursementevent'),
    ('431', 'Can delete disbursement event', '110', 'delete_disbursementevent'),
    ('432', 'Can view disbursement event', '110', 'view_disbursementevent'),
    ('433', 'Can add review', '111', 'add_review'),
    ('434', 'Can change review', '111', 'change_review'),
    ('435', 'Can delete review', '111', 'delete_review'),
    ('436', 'Can view review', '111', 'view_review'),
    ('437', 'Can add review event', '112', 'add_reviewevent'),
    ('438', 'Can change review event', '112', 'change_reviewevent'),
    ('439', 'Can delete review event', '112', 'delete_reviewevent'),
    ('440', 'Can view review event', '112', 'view_reviewevent'),
    ('441', 'Can add score', '113', 'add_score'),
    ('442', 'Can change score', '113', 'change_score'),
    ('443', 'Can delete score', '113', 'delete_score'),
    ('444', 'Can view score', '113', 'view_score'),
    ('445', 'Can add reversal', '114', 'add_reversal'),
    ('446', 'Can change reversal', '114', 'change_reversal'),
    ('447', 'Can delete reversal', '114', 'delete_reversal'),
    ('448', 'Can view reversal', '114', 'view_reversal'),
    ('449', 'Can add reversal event', '115', 'add_reversalevent'),
    ('450', 'Can change reversal event', '115', 'change_reversalevent'),
    ('451', 'Can delete reversal event', '115', 'delete_reversalevent'),
    ('452', 'Can view reversal event', '115', 'view_reversalevent'),
    ('453', 'Can add amendment', '116', 'add_amendment'),
    ('454', 'Can change amendment', '116', 'change_amendment'),
    ('455', 'Can delete amendment', '116', 'delete_amendment'),
    ('456', 'Can view amendment', '116', 'view_amendment'),
    ('457', 'Can add deadline extension', '117', 'add_deadlineextension'),
    ('458', 'Can change deadline extension', '117', 'change_deadlineextension'),
    ('459', 'Can delete deadline extension', '117', 'delete_deadlineextension'),
    ('460', 'Can view deadline extension', '117', 'view_deadlineextension'),
    ('461', 'Can add contract annex', '118', 'add_contractannex'),
    ('462', 'Can change contract annex', '118', 'change_contractannex'),
    ('463', 'Can delete contract annex', '118', 'delete_contractannex'),
    ('464', 'Can view contract annex', '118', 'view_contractannex'),
    ('465', 'Can add annex change', '119', 'add_annexchange'),
    ('466', 'Can change annex change', '119', 'change_annexchange'),
    ('467', 'Can delete annex change', '119', 'delete_annexchange'),
    ('468', 'Can view annex change', '119', 'view_annexchange'),
    ('469', 'Can add feedback', '120', 'add_feedback'),
    ('470', 'Can change feedback', '120', 'change_feedback'),
    ('471', 'Can delete feedback', '120', 'delete_feedback'),
    ('472', 'Can view feedback', '120', 'view_feedback'),
    ('473', 'Can add feedback event', '121', 'add_feedbackevent'),
    ('474', 'Can change feedback event', '121', 'change_feedbackevent'),
    ('475', 'Can delete feedback event', '121', 'delete_feedbackevent'),
    ('476', 'Can view feedback event', '121', 'view_feedbackevent'),
    ('477', 'Can add earlier answer', '122', 'add_earlieranswer'),
    ('478', 'Can change earlier answer', '122', 'change_earlieranswer'),
    ('479', 'Can delete earlier answer', '122', 'delete_earlieranswer'),
    ('480', 'Can view earlier answer', '122', 'view_earlieranswer'),
    ('481', 'Can add follower', '123', 'add_follower'),
    ('482', 'Can change follower', '123', 'change_follower'),
    ('483', 'Can delete follower', '123', 'delete_follower'),
    ('484', 'Can view follower', '123', 'view_follower'),
    ('485', 'Can add news item', '124', 'add_newsitem'),
    ('486', 'Can change news item', '124', 'change_newsitem'),
    ('487', 'Can delete news item', '124', 'delete_newsitem'),
    ('488', 'Can view news item', '124', 'view_newsitem'),
    ('489', 'Can add news item event', '125', 'add_newsitemevent'),
    ('490', 'Can change news item event', '125', 'change_newsitemevent'),
    ('491', 'Can delete news item event', '125', 'delete_newsitemevent'),
    ('492', 'Can view news item event', '125', 'view_newsitemevent'),
    ('493', 'Can add reporting period', '126', 'add_reportingperiod'),
    ('494', 'Can change reporting period', '126', 'change_reportingperiod'),
    ('495', 'Can delete reporting period', '126', 'delete_reportingperiod'),
    ('496', 'Can view reporting period', '126', 'view_reportingperiod'),
    ('497', 'Can add reporting period event', '127', 'add_reportingperiodevent'),
    ('498', 'Can change reporting period event', '127', 'change_reportingperiodevent'),
    ('499', 'Can delete reporting period event', '127', 'delete_reportingperiodevent'),
    ('500', 'Can view reporting period event', '127', 'view_reportingperiodevent'),
    ('501', 'Can add contribution', '128', 'add_contribution'),
    ('502', 'Can change contribution', '128', 'change_contribution'),
    ('503', 'Can delete contribution', '128', 'delete_contribution'),
    ('504', 'Can view contribution', '128', 'view_contribution'),
    ('505', 'Can add contribution event', '129', 'add_contributionevent'),
    ('506', 'Can change contribution event', '129', 'change_contributionevent'),
    ('507', 'Can delete contribution event', '129', 'delete_contributionevent'),
    ('508', 'Can view contribution event', '129', 'view_contributionevent'),
    ('509', 'Can add issued report', '130', 'add_issuedreport'),
    ('510', 'Can change issued report', '130', 'change_issuedreport'),
    ('511', 'Can delete issued report', '130', 'delete_issuedreport'),
    ('512', 'Can view issued report', '130', 'view_issuedreport'),
    ('513', 'Can add report file', '131', 'add_reportfile'),
    ('514', 'Can change report file', '131', 'change_reportfile'),
    ('515', 'Can delete report file', '131', 'delete_reportfile'),
    ('516', 'Can view report file', '131', 'view_reportfile'),
    ('517', 'Can add report file part', '132', 'add_reportfilepart'),
    ('518', 'Can change report file part', '132', 'change_reportfilepart'),
    ('519', 'Can delete report file part', '132', 'delete_reportfilepart'),
    ('520', 'Can view report file part', '132', 'view_reportfilepart'),
    ('521', 'Can add page count', '133', 'add_pagecount'),
    ('522', 'Can change page count', '133', 'change_pagecount'),
    ('523', 'Can delete page count', '133', 'delete_pagecount'),
    ('524', 'Can view page count', '133', 'view_pagecount'),
    ('525', 'Can add counted batch', '134', 'add_countedbatch'),
    ('526', 'Can change counted batch', '134', 'change_countedbatch'),
    ('527', 'Can delete counted batch', '134', 'delete_countedbatch'),
    ('528', 'Can view counted batch', '134', 'view_countedbatch'),
    ('529', 'Can add permission', '135', 'add_permission'),
    ('530', 'Can change permission', '135', 'change_permission'),
    ('531', 'Can delete permission', '135', 'delete_permission'),
    ('532', 'Can view permission', '135', 'view_permission'),
    ('533', 'Can add group', '136', 'add_group'),
    ('534', 'Can change group', '136', 'change_group'),
    ('535', 'Can delete group', '136', 'delete_group'),
    ('536', 'Can view group', '136', 'view_group'),
    ('537', 'Can add content type', '137', 'add_contenttype'),
    ('538', 'Can change content type', '137', 'change_contenttype'),
    ('539', 'Can delete content type', '137', 'delete_contenttype'),
    ('540', 'Can view content type', '137', 'view_contenttype'),
    ('541', 'Can add session', '138', 'add_session'),
    ('542', 'Can change session', '138', 'change_session'),
    ('543', 'Can delete session', '138', 'delete_session'),
    ('544', 'Can view session', '138', 'view_session'),
    ('545', 'Can add context', '139', 'add_context'),
    ('546', 'Can change context', '139', 'change_context'),
    ('547', 'Can delete context', '139', 'delete_context'),
    ('548', 'Can view context', '139', 'view_context'),
    ('549', 'Can add events', '1', 'add_events'),
    ('550', 'Can change events', '1', 'change_events'),
    ('551', 'Can delete events', '1', 'delete_events'),
    ('552', 'Can view events', '1', 'view_events'),
    ('553', 'Can add middleware events', '2', 'add_middlewareevents'),
    ('554', 'Can change middleware events', '2', 'change_middlewareevents'),
    ('555', 'Can delete middleware events', '2', 'delete_middlewareevents'),
    ('556', 'Can view middleware events', '2', 'view_middlewareevents'),
    ('557', 'Can add email address', '140', 'add_emailaddress'),
    ('558', 'Can change email address', '140', 'change_emailaddress'),
    ('559', 'Can delete email address', '140', 'delete_emailaddress'),
    ('560', 'Can view email address', '140', 'view_emailaddress'),
    ('561', 'Can add email confirmation', '141', 'add_emailconfirmation'),
    ('562', 'Can change email confirmation', '141', 'change_emailconfirmation'),
    ('563', 'Can delete email confirmation', '141', 'delete_emailconfirmation'),
    ('564', 'Can view email confirmation', '141', 'view_emailconfirmation'),
    ('565', 'Can add authenticator', '142', 'add_authenticator'),
    ('566', 'Can change authenticator', '142', 'change_authenticator'),
    ('567', 'Can delete authenticator', '142', 'delete_authenticator'),
    ('568', 'Can view authenticator', '142', 'view_authenticator'),
    ('569', 'Can add user session', '143', 'add_usersession'),
    ('570', 'Can change user session', '143', 'change_usersession'),
    ('571', 'Can delete user session', '143', 'delete_usersession'),
    ('572', 'Can view user session', '143', 'view_usersession');
SELECT pg_catalog.setval('public.auth_permission_id_seq', 572);

INSERT INTO public.django_content_type (id, app_label, model) VALUES
    ('1', 'pghistory', 'events'),
    ('2', 'pghistory', 'middlewareevents'),
    ('3', 'core', 'pagesourcechange'),
    ('4', 'core', 'storedpage'),
    ('5', 'core', 'figurechange'),
    ('6', 'core', 'cachedfigure'),
    ('7', 'core', 'measurecell'),
    ('8', 'core', 'numberseries'),
    ('9', 'core', 'unfinishedwork'),
    ('10', 'core', 'auditentry'),
    ('11', 'notices', 'outboxmessage'),
    ('12', 'notices', 'broadcast'),
    ('13', 'notices', 'notification'),
    ('14', 'notices', 'sentreminder'),
    ('15', 'notices', 'notificationchoice'),
    ('16', 'accounts', 'organisationunit'),
    ('17', 'accounts', 'organisationunitevent'),
    ('18', 'accounts', 'user'),
    ('19', 'accounts', 'userevent'),
    ('20', 'accounts', 'rolegrant'),
    ('21', 'accounts', 'rolegrantevent'),
    ('22', 'lists', 'job'),
    ('23', 'lists', 'bulkrow'),
    ('24', 'lists', 'savedview'),
    ('25', 'lists', 'defaultview'),
    ('26', 'people', 'roleinvitation'),
    ('27', 'reference', 'area'),
    ('28', 'reference', 'areaevent'),
    ('29', 'reference', 'sector'),
    ('30', 'reference', 'sectorevent'),
    ('31', 'reference', 'term'),
    ('32', 'reference', 'termevent'),
    ('33', 'reference', 'holiday'),
    ('34', 'reference', 'holidayevent'),
    ('35', 'reference', 'historyseries'),
    ('36', 'reference', 'historyseriesevent'),
    ('37', 'reference', 'historyvalue'),
    ('38', 'reference', 'historyvalueevent'),
    ('39', 'reference', 'loadedrow'),
    ('40', 'questionnaires', 'questionnaire'),
    ('41', 'questionnaires', 'questionnaireevent'),
    ('42', 'questionnaires', 'questionnaireversion'),
    ('43', 'questionnaires', 'questionnaireversionevent'),
    ('44', 'questionnaires', 'questionnaireresponse'),
    ('45', 'questionnaires', 'answer'),
    ('46', 'questionnaires', 'lostanswer'),
    ('47', 'questionnaires', 'answerfile'),
    ('48', 'startups', 'startup'),
    ('49', 'startups', 'startupevent'),
    ('50', 'startups', 'consent'),
    ('51', 'startups', 'consentevent'),
    ('52', 'startups', 'fundinground'),
    ('53', 'startups', 'fundingroundevent'),
    ('54', 'startups', 'membership'),
    ('55', 'startups', 'membershipevent'),
    ('56', 'startups', 'invitation'),
    ('57', 'startups', 'organisation'),
    ('58', 'startups', 'formeraddress'),
    ('59', 'startups', 'organisationevent'),
    ('60', 'startups', 'logo'),
    ('61', 'startups', 'logoevent'),
    ('62', 'startups', 'presentation'),
    ('63', 'startups', 'presentationevent'),
    ('64', 'plan', 'scheme'),
    ('65', 'plan', 'schemeevent'),
    ('66', 'plan', 'pillar'),
    ('67', 'plan', 'pillarevent'),
    ('68', 'plan', 'budgetline'),
    ('69', 'plan', 'budgetlineevent'),
    ('70', 'plan', 'plannedamount'),
    ('71', 'plan', 'plannedamountevent'),
    ('72', 'plan', 'indicator'),
    ('73', 'plan', 'target'),
    ('74', 'plan', 'targetevent'),
    ('75', 'plan', 'measurement'),
    ('76', 'plan', 'supportpolicy'),
    ('77', 'plan', 'supportpolicyevent'),
    ('78', 'plan', 'documentrequirement'),
    ('79', 'plan', 'documentrequirementevent'),
    ('80', 'plan', 'timelimit'),
    ('81', 'plan', 'timelimitevent'),
    ('82', 'plan', 'measurementevent'),
    ('83', 'plan', 'indicatorevent'),
    ('84', 'plan', 'periodcorrection'),
    ('85', 'plan', 'legaldocument'),
    ('86', 'plan', 'legaldocumentevent'),
    ('87', 'grants', 'call'),
    ('88', 'grants', 'callevent'),
    ('89', 'grants', 'criterion'),
    ('90', 'grants', 'requireddocument'),
    ('91', 'grants', 'application'),
    ('92', 'grants', 'completion'),
    ('93', 'grants', 'completionevent'),
    ('94', 'grants', 'applicationevent'),
    ('95', 'grants', 'award'),
    ('96', 'grants', 'awardevent'),
    ('97', 'grants', 'decisionletter'),
    ('98', 'grants', 'contract'),
    ('99', 'grants', 'contractevent'),
    ('100', 'grants', 'tranche'),
    ('101', 'grants', 'trancheevent'),
    ('102', 'grants', 'planstep'),
    ('103', 'grants', 'costline'),
    ('104', 'grants', 'attachment'),
    ('105', 'grants', 'submission'),
    ('106', 'grants', 'checklistitem'),
    ('107', 'grants', 'checklistitemevent'),
    ('108', 'grants', 'stepclock'),
    ('109', 'grants', 'disbursement'),
    ('110', 'grants', 'disbursementevent'),
    ('111', 'grants', 'review'),
    ('112', 'grants', 'reviewevent'),
    ('113', 'grants', 'score'),
    ('114', 'grants', 'reversal'),
    ('115', 'grants', 'reversalevent'),
    ('116', 'grants', 'amendment'),
    ('117', 'grants', 'deadlineextension'),
    ('118', 'grants', 'contractannex'),
    ('119', 'grants', 'annexchange'),
    ('120', 'feedback', 'feedback'),
    ('121', 'feedback', 'feedbackevent'),
    ('122', 'feedback', 'earlieranswer'),
    ('123', 'communication', 'follower'),
    ('124', 'communication', 'newsitem'),
    ('125', 'communication', 'newsitemevent'),
    ('126', 'reports', 'reportingperiod'),
    ('127', 'reports', 'reportingperiodevent'),
    ('128', 'reports', 'contribution'),
    ('129', 'reports', 'contributionevent'),
    ('130', 'reports', 'issuedreport'),
    ('131', 'reports', 'reportfile'),
    ('132', 'reports', 'reportfilepart'),
    ('133', 'public', 'pagecount'),
    ('134', 'public', 'countedbatch'),
    ('135', 'auth', 'permission'),
    ('136', 'auth', 'group'),
    ('137', 'contenttypes', 'contenttype'),
    ('138', 'sessions', 'session'),
    ('139', 'pghistory', 'context'),
    ('140', 'account', 'emailaddress'),
    ('141', 'account', 'emailconfirmation'),
    ('142', 'mfa', 'authenticator'),
    ('143', 'usersessions', 'usersession');
SELECT pg_catalog.setval('public.django_content_type_id_seq', 143);

INSERT INTO public.django_migrations (id, app, name, applied) VALUES
    ('1', 'pghistory', '0001_initial', now()),
    ('2', 'pghistory', '0002_aggregateevent', now()),
    ('3', 'pghistory', '0003_auto_20201023_1636', now()),
    ('4', 'pghistory', '0004_auto_20220906_1625', now()),
    ('5', 'pghistory', '0005_events_middlewareevents', now()),
    ('6', 'pghistory', '0006_delete_aggregateevent', now()),
    ('7', 'pghistory', '0007_auto_20250421_0444', now()),
    ('8', 'core', '0001_initial', now()),
    ('9', 'accounts', '0001_initial', now()),
    ('10', 'account', '0001_initial', now()),
    ('11', 'account', '0002_email_max_length', now()),
    ('12', 'account', '0003_alter_emailaddress_create_unique_verified_email', now()),
    ('13', 'account', '0004_alter_emailaddress_drop_unique_email', now()),
    ('14', 'account', '0005_emailaddress_idx_upper_email', now()),
    ('15', 'account', '0006_emailaddress_lower', now()),
    ('16', 'account', '0007_emailaddress_idx_email', now()),
    ('17', 'account', '0008_emailaddress_unique_primary_email_fixup', now()),
    ('18', 'account', '0009_emailaddress_unique_primary_email', now()),
    ('19', 'contenttypes', '0001_initial', now()),
    ('20', 'contenttypes', '0002_remove_content_type_name', now()),
    ('21', 'auth', '0001_initial', now()),
    ('22', 'auth', '0002_alter_permission_name_max_length', now()),
    ('23', 'auth', '0003_alter_user_email_max_length', now()),
    ('24', 'auth', '0004_alter_user_username_opts', now()),
    ('25', 'auth', '0005_alter_user_last_login_null', now()),
    ('26', 'auth', '0006_require_contenttypes_0002', now()),
    ('27', 'auth', '0007_alter_validators_add_error_messages', now()),
    ('28', 'auth', '0008_alter_user_username_max_length', now()),
    ('29', 'auth', '0009_alter_user_last_name_max_length', now()),
    ('30', 'auth', '0010_alter_group_name_max_length', now()),
    ('31', 'auth', '0011_update_proxy_permissions', now()),
    ('32', 'auth', '0012_alter_user_first_name_max_length', now()),
    ('33', 'reference', '0001_initial', now()),
    ('34', 'plan', '0001_initial', now()),
    ('35', 'communication', '0001_initial', now()),
    ('36', 'core', '0002_audit', now()),
    ('37', 'feedback', '0001_initial', now()),
    ('38', 'startups', '0001_initial', now()),
    ('39', 'questionnaires', '0001_initial', now()),
    ('40', 'grants', '0001_initial', now()),
    ('41', 'lists', '0001_initial', now()),
    ('42', 'mfa', '0001_initial', now()),
    ('43', 'mfa', '0002_authenticator_timestamps', now()),
    ('44', 'mfa', '0003_authenticator_type_uniq', now()),
    ('45', 'notices', '0001_initial', now()),
    ('46', 'people', '0001_initial', now()),
    ('47', 'public', '0001_initial', now()),
    ('48', 'reports', '0001_initial', now()),
    ('49', 'sessions', '0001_initial', now()),
    ('50', 'usersessions', '0001_initial', now());
SELECT pg_catalog.setval('public.django_migrations_id_seq', 50);
